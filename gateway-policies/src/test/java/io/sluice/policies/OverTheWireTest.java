package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sluice.config.testing.TestGateway;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each policy once from file to wire: bound from YAML, in a running gateway, before a real upstream. */
@NoLeaks
class OverTheWireTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final TestOrigin origin = new TestOrigin(TestOrigin.HELLO);
    private @Nullable TestGateway gateway;

    @TempDir
    private Path path = Path.of("");

    @AfterEach
    void close() {
        if (gateway != null) {
            gateway.close();
        }
        origin.close();
    }

    private TestGateway serve(String policies) {
        gateway = new TestGateway(path, BuiltInPolicies.all(), TestGateway.manifest(origin.port(), policies));
        return gateway;
    }

    private static String basic(String pair) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String token() throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject("ann")
                        .claim("tenant", "blue")
                        .build());
        token.sign(new MACSigner(SECRET));
        return token.serialize();
    }

    @Test
    void basicAuthentication() {
        TestGateway server = serve("""
                - policyRef: { name: http-basic-authentication-flex, namespace: default }
                  config: { username: ann, password: "p:w" }
                """);
        Wire.Message refused = server.ask("GET", "/");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("www-authenticate")).isEqualTo("Basic realm=\"mule-realm\"");
        assertThat(refused.text()).contains("no security context").contains("\"source\":\"policy\"");
        assertThat(server.ask("GET", "/", basic("ann:wrong")).text()).contains("Authentication Attempt Failed");
        assertThat(server.ask("GET", "/", basic("ann:p:w")).status()).isEqualTo(200);
        assertThat(origin.recorded()).isOne();
    }

    @Test
    void rateLimiting() {
        TestGateway server = serve("""
                - policyRef: { name: rate-limiting-flex }
                  config:
                    rateLimits: [ { maximumRequests: 2, timePeriodInMilliseconds: 3600000 } ]
                    keySelector: "#[attributes.headers['x-app']]"
                    exposeHeaders: true
                """);
        assertThat(server.ask("GET", "/", "X-App: a").header("x-ratelimit-remaining"))
                .isEqualTo("1");
        assertThat(server.ask("GET", "/", "X-App: a").header("x-ratelimit-remaining"))
                .isEqualTo("0");
        Wire.Message refused = server.ask("GET", "/", "X-App: a");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("x-ratelimit-limit")).isEqualTo("2");
        assertThat(server.ask("GET", "/", "X-App: b").status()).isEqualTo(200);
    }

    @Test
    void aRateLimitGoesOnCountingOverAReload() {
        String limit = """
                - policyRef: { name: rate-limiting-flex }
                  config: { rateLimits: [ { maximumRequests: 1, timePeriodInMilliseconds: 3600000 } ] }
                """;
        TestGateway server = serve(limit);
        assertThat(server.ask("GET", "/").status()).isEqualTo(200);
        server.reload(TestGateway.manifest(origin.port(), limit) + "# changed\n");
        assertThat(server.ask("GET", "/").status()).isEqualTo(429);
    }

    @Test
    void jwtWithATextKey() throws Exception {
        TestGateway server = serve("""
                - policyRef: { name: jwt-validation-flex }
                  config:
                    signingMethod: hmac
                    textKey: %s
                    validateCustomClaim: true
                    mandatoryCustomClaims: [ { key: tenant, value: "#[vars.claimSet.tenant == 'blue']" } ]
                """.formatted(SECRET));
        assertThat(server.ask("GET", "/").status()).isEqualTo(400);
        assertThat(server.ask("GET", "/", "Authorization: Bearer a.b.c").status())
                .isEqualTo(401);
        for (int i = 0; i < 3; i++) {
            assertThat(server.ask("GET", "/", "Authorization: Bearer " + token())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void jwtWithKeysFromAServer() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
        String jwks = new JWKSet(key.toPublicJWK()).toString();
        try (TestOrigin keys = new TestOrigin(
                TestOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: " + jwks.length() + "\r\n\r\n" + jwks))) {
            TestGateway server = serve("""
                    - policyRef: { name: jwt-validation-flex }
                      config: { signingMethod: rsa, jwtKeyOrigin: jwks, jwksUrl: "http://127.0.0.1:%d/keys?a=b" }
                    """.formatted(keys.port()));
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                    new JWTClaimsSet.Builder().subject("ann").build());
            token.sign(new RSASSASigner(key));
            String field = "Authorization: Bearer " + token.serialize();
            assertThat(server.ask("GET", "/", field).status()).isEqualTo(200);
            assertThat(server.ask("GET", "/", field).status()).isEqualTo(200);
            assertThat(keys.takeRequest().startLine()).isEqualTo("GET /keys?a=b HTTP/1.1");
        }
    }

    @Test
    void jwtWithoutAKeyServer() throws Exception {
        origin.close();
        TestGateway server = serve("""
                - policyRef: { name: jwt-validation-flex }
                  config: { signingMethod: rsa, jwtKeyOrigin: jwks, jwksUrl: "http://127.0.0.1:%d/keys" }
                """.formatted(origin.port()));
        Wire.Message refused = server.ask("GET", "/", "Authorization: Bearer " + token());
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.text()).contains("policy_undecided");
    }

    @Test
    void headerInjectionAndRemoval() {
        TestGateway server = serve("""
                - policyRef: { name: header-injection-flex }
                  config:
                    inboundHeaders:
                      - { key: x-path, value: "#[attributes.requestPath]" }
                      - { key: x-fixed, value: edge }
                    outboundHeaders: [ { key: x-status, value: "#[attributes.statusCode]" } ]
                - policyRef: { name: header-removal-flex }
                  config: { inboundHeaders: [ "X-Debug.*" ], outboundHeaders: [ x-powered-by ] }
                """);
        Wire.Message answer = server.ask("GET", "/a/b", "X-Debug-1: y", "X-Kept: z");
        assertThat(answer.header("x-status")).isEqualTo("200");
        Wire.Message seen = origin.takeRequest();
        assertThat(seen.header("x-path")).isEqualTo("/a/b");
        assertThat(seen.header("x-fixed")).isEqualTo("edge");
        assertThat(seen.header("x-debug-1")).isEmpty();
        assertThat(seen.header("x-kept")).isEqualTo("z");
    }

    @Test
    void aPathIsRewrittenByTheRuleThatMatchedWhateverPoliciesTakeAway() {
        String manifest = TestGateway.manifest(origin.port(), """
                - policyRef: { name: header-removal-flex }
                  config: { inboundHeaders: [ x-channel ] }
                """)
                .replace(
                        "origin: { ",
                        "origin: { routes: [{ rules: [{ path: /shop(/.*), headers: { x-channel: web, te: .* } }] }], ");
        gateway = new TestGateway(path, BuiltInPolicies.all(), manifest);

        gateway.ask("GET", "/shop/cart", "X-Channel: web", "TE: trailers");

        assertThat(origin.takeRequest().startLine()).isEqualTo("GET /cart HTTP/1.1");
    }

    @Test
    void aClientCannotNominateAnInjectedHeaderAway() {
        serve("""
                - policyRef: { name: header-injection-flex }
                  config: { inboundHeaders: [ { key: x-tenant, value: blue } ] }
                """).ask("GET", "/", "Connection: x-tenant, x-forwarded-for");
        Wire.Message seen = origin.takeRequest();
        assertThat(seen.header("x-tenant")).isEqualTo("blue");
        assertThat(seen.header("x-forwarded-for")).isEqualTo("127.0.0.1");
    }

    @Test
    void corsAnswersPreflightsBeforeAuthentication() {
        TestGateway server = serve("""
                - policyRef: { name: http-basic-authentication-flex }
                  config: { username: ann, password: pw }
                - policyRef: { name: cors }
                  config:
                    publicResource: false
                    originGroups:
                      - origins: [ "https://portal.test" ]
                        allowedMethods: [ { methodName: GET, isAllowed: true } ]
                """);
        Wire.Message preflight =
                server.ask("OPTIONS", "/", "Origin: https://portal.test", "Access-Control-Request-Method: GET");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo("https://portal.test");
        Wire.Message refused = server.ask("GET", "/", "Origin: https://portal.test");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("access-control-allow-origin")).isEqualTo("https://portal.test");
        assertThat(server.ask("GET", "/", "Origin: https://evil.test", basic("ann:pw"))
                        .header("access-control-allow-origin"))
                .isEmpty();
    }

    @Test
    void addressLists() {
        TestGateway server = serve("""
                - policyRef: { name: ip-blocklist-flex }
                  config: { ips: [ "203.0.113.0/24", "198.51" ] }
                - policyRef: { name: ip-allowlist-flex }
                  config: { ips: [ "127.0.0.1" ], ipExpression: "#[attributes.remoteAddress]" }
                """);
        assertThat(server.ask("GET", "/").status()).isEqualTo(200);
        assertThat(server.ask("GET", "/", "X-Forwarded-For: 203.0.113.7, 10.0.0.1")
                        .status())
                .isEqualTo(403);
        assertThat(server.ask("GET", "/", "X-Forwarded-For: 198.51.3.4").status())
                .isEqualTo(403);
    }

    @Test
    void messageLoggingReadsABodyAndPassesItOn() {
        TestGateway server = serve("""
                - policyRef: { name: message-logging-flex }
                  config:
                    loggingConfiguration:
                      - itemName: body
                        itemData: { message: "#[payload]", level: ERROR, firstSection: true, secondSection: true }
                """);
        try (Wire wire = server.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
            assertThat(wire.read().text()).isEqualTo("hello");
        }
        assertThat(origin.takeRequest().text()).isEqualTo("body");
    }

    @Test
    void rulesSayWhichRequestsAPolicyIsFor() {
        TestGateway server = serve("""
                - policyRef: { name: http-basic-authentication-flex }
                  config: { username: ann, password: pw }
                  rules:
                    - { path: /private/.*, methods: GET|POST }
                """);
        assertThat(server.ask("GET", "/public").status()).isEqualTo(200);
        assertThat(server.ask("GET", "/private/x").status()).isEqualTo(401);
        assertThat(server.ask("DELETE", "/private/x").status()).isEqualTo(200);
        assertThat(server.ask("GET", "/public/../private/x").status()).isEqualTo(401);
        assertThat(server.ask("GET", "/%70rivate/x").status()).isEqualTo(401);
    }
}
