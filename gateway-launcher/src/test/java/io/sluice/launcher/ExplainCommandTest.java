package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final String MANIFEST = """
            apiVersion: gateway.sluice.io/v1
            kind: ApiInstance
            metadata: {name: orders}
            spec:
              address: http://127.0.0.1:8081/shop
              services:
                backend:
                  address: http://up.test:9000
                  routes:
                    - rules: [{path: "/v1(/.*)", methods: GET}]
                      config: {destinationPath: /store}
                    - rules: [{path: "/v1/.*"}]
              policies:
                - policyRef: {name: rate-limiting}
                  config: {rateLimits: [{maximumRequests: 3, timePeriodInMilliseconds: 10000}], exposeHeaders: true}
                - policyRef: {name: http-basic-authentication}
                  config: {username: demo, password: open-sesame}
                  rules: [{path: "/v1/secret.*"}]
                - policyRef: {name: header-injection}
                  config: {inboundHeaders: [{key: x-gateway, value: sluice}]}
                - policyRef: {name: jwt-validation}
                  config: {signingMethod: rsa, jwtKeyOrigin: jwks, jwksUrl: "https://keys.test/jwks?key=hidden"}
                  rules: [{headers: {authorization: "Bearer .*"}}]
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeFolder() throws IOException {
        Files.writeString(folder.resolve("api.yaml"), MANIFEST);
    }

    @Test
    void tellsTheWholeStory() {
        CommandLineRun run = explain("GET", "http://localhost:8081/shop/v1/cart?x=1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().replace(folder.toString(), "conf")).isEqualTo("""
                GET http://localhost:8081/shop/v1/cart?x=1  (from 127.0.0.1)
                listener
                  ✓ http:8081 at 127.0.0.1:8081: takes the request
                API
                  ✓ orders  /shop  conf/api.yaml:3:18: has the longest base path that the path begins with
                route
                  ✓ backend[0]  conf/api.yaml:10:11: takes the request
                    ✓ rule 1  conf/api.yaml:10:19
                      ✓ methods  GET  matches GET
                      ✓ path  /v1(/.*)  matches /v1/cart
                      captured: /cart
                  - backend[1]  conf/api.yaml:12:11: would match, but an earlier route takes the request
                    ✓ rule 1  conf/api.yaml:12:19
                      ✓ path  /v1/.*  matches /v1/cart
                policies
                  ✓ orders-rate-limiting-flex-1  conf/api.yaml:14:25: continues, unless the quota is used up
                  - orders-http-basic-authentication-flex-2  conf/api.yaml:16:25: does not apply, none of its rules matches
                    ✗ rule 1  conf/api.yaml:18:15
                      ✗ path  /v1/secret.*  does not match /v1/cart
                  ✓ orders-header-injection-flex-3  conf/api.yaml:19:25: continues
                      adds x-gateway: sluice
                  - orders-jwt-validation-flex-4  conf/api.yaml:21:25: does not apply, none of its rules matches
                    ✗ rule 1  conf/api.yaml:23:15
                      ✗ header authorization  Bearer .*  the request has no such header
                upstream
                  ✓ http://up.test:9000/store/cart?x=1  (orders-backend  conf/api.yaml:8:16)
                      x-gateway: sluice
                      host: up.test:9000
                      x-forwarded-for: 127.0.0.1
                      x-forwarded-proto: http
                      x-forwarded-port: 8081
                      via: 1.1 sluice
                      x-forwarded-host: localhost:8081
                      x-request-id: (a new identifier)
                    timeouts: connect 5000 ms, response 15000 ms, between pieces of a body 300000 ms
                    limits: request headers 61440 bytes, response headers 61440 bytes, waiting for a connection 10000 requests
                    bodies: request streamed, response streamed
                policies, on the way back
                  ✓ orders-rate-limiting-flex-1: continues
                      adds x-ratelimit-limit: 3
                      adds x-ratelimit-remaining: 2
                      adds x-ratelimit-reset: 10000
                answer
                  ✓ 200  imagined: what the upstream answers is not asked
                      x-ratelimit-limit: 3
                      x-ratelimit-remaining: 2
                      x-ratelimit-reset: 10000
                """);
    }

    @Test
    void saysWhoRefusesAndWhere() {
        CommandLineRun run = explain("GET", "http://localhost:8081/shop/v1/secret", "-H", "Authorization: Basic bm8=");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("✗ orders-http-basic-authentication-flex-2", "answers 401 unauthenticated: ", "not reached")
                .contains("✗ 401  by orders-http-basic-authentication-flex-2, unauthenticated")
                .contains("www-authenticate: Basic realm=")
                .doesNotContain("open-sesame", "bm8=");
    }

    @Test
    void namesTheServerThatItDoesNotCall() {
        CommandLineRun run = explain("GET", "http://localhost:8081/shop/v1/a", "-H", "Authorization: Bearer a.b.c");

        assertThat(run.out())
                .contains(
                        "? orders-jwt-validation-flex-4", "cannot be known without calling https://keys.test:443/jwks")
                .contains("assuming that the policies marked ? let it pass")
                .doesNotContain("hidden", "a.b.c");
    }

    @Test
    void writesJson() throws IOException {
        CommandLineRun run = explain("GET", "http://localhost:8081/shop/v1/cart", "--json", "--client", "192.0.2.4");

        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("schemaVersion").intValue()).isEqualTo(1);
        assertThat(json.at("/request/client").textValue()).isEqualTo("192.0.2.4");
        assertThat(json.at("/routes/1/outcome").textValue()).isEqualTo("shadowed");
        assertThat(json.at("/routes/0/rules/0/checks/1/expression").textValue()).isEqualTo("/v1(/.*)");
        assertThat(json.at("/match/captures/0").textValue()).isEqualTo("/cart");
        assertThat(json.at("/match/rule").intValue()).isEqualTo(1);
        assertThat(json.at("/policies/0/onRequest/decision").textValue()).isEqualTo("continuesWithinQuota");
        assertThat(json.at("/policies/0/onResponse/headers/0/name").textValue()).isEqualTo("x-ratelimit-limit");
        assertThat(json.at("/policies/0/line").intValue()).isEqualTo(14);
        assertThat(json.at("/policies/0/scope").textValue()).isEqualTo("inline");
        assertThat(json.at("/upstream/destinations/0/url").textValue()).isEqualTo("http://up.test:9000/store/cart");
        assertThat(json.at("/answer/source").textValue()).isEqualTo("upstream");
        assertThat(json.at("/certain").booleanValue()).isTrue();
        assertThat(json.at("/timeouts/upstreamConnectMillis").intValue()).isEqualTo(5000);
    }

    @Test
    void writesARefusalAsJson() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(
                        explain("GET", "http://localhost:8081/a%2Fb", "--json").out());

        assertThat(json.at("/refusal/status").intValue()).isEqualTo(400);
        assertThat(json.at("/refusal/code").textValue()).isEqualTo("bad_request");
        assertThat(json.at("/refusal/reason").textValue()).contains("%2F");
        assertThat(json.at("/answer/code").textValue()).isEqualTo("bad_request");
    }

    @Test
    void saysThatNobodyListens() {
        assertThat(explain("GET", "http://localhost:9999/").out())
                .contains("✗ http:8081 at 127.0.0.1:8081: has the port 8081 and the URL leads to 9999")
                .contains("no listener takes the request; the client cannot connect");
    }

    @Test
    void takesABodyFromAFile() throws IOException {
        Path body = Files.writeString(folder.resolve("body.txt"), "12345");

        assertThat(explain("POST", "http://localhost:8081/shop/v1/a", "-d", "@" + body)
                        .out())
                .contains("content-length: 5")
                .isEqualTo(explain("POST", "http://localhost:8081/shop/v1/a", "--data", "12345")
                        .out());
    }

    @Test
    void letsNoTextSteerTheTerminal() {
        assertThat(explain("GET", "http://localhost:8081/\u001b[31m@|red x|@").out())
                .doesNotContain("\u001b")
                .contains("a control character must be percent-encoded");
    }

    @Test
    void refusesWrongUsage() {
        assertThat(explain("GET", "ftp://x").exitCode()).isEqualTo(64);
        assertThat(explain("GET", "/", "-H", "nothing").err())
                .startsWith("error: a header must have the form 'NAME: VALUE' but is nothing");
        assertThat(explain("GET", "/", "--client", "here").err())
                .startsWith("error: client must be an IP address but is here");
        assertThat(explain("GET", "/", "-d", "@/does/not/exist").exitCode()).isEqualTo(64);
        assertThat(CommandLineRun.of("explain", "GET").exitCode()).isEqualTo(64);
    }

    @Test
    void reportsAnInvalidConfiguration() throws IOException {
        Files.writeString(folder.resolve("api.yaml"), MANIFEST.replace("maximumRequests: 3", "maximumRequest: 3"));

        CommandLineRun run = explain("GET", "/");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("maximumRequest");
        assertThat(CommandLineRun.of("explain", "GET", "/", "--config", "/does/not/exist")
                        .err())
                .startsWith("error: /does/not/exist does not exist");
    }

    private CommandLineRun explain(String... args) {
        List<String> all = new ArrayList<>(List.of("explain", "--config", folder.toString()));
        all.addAll(List.of(args));
        return CommandLineRun.of(all.toArray(String[]::new));
    }
}
