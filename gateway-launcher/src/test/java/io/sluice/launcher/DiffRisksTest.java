package io.sluice.launcher;

import static io.sluice.launcher.DiffFolders.api;
import static io.sluice.launcher.DiffFolders.orders;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.diff.ConfigDiff;
import io.sluice.config.diff.RiskCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for every risk, with the smallest pair of configurations that has it. */
class DiffRisksTest {
    private static final String BACKEND = "{backend: {address: 'http://127.0.0.1:9001'}}";
    private static final String BASIC =
            "{policyRef: {name: http-basic-authentication-flex}, config: {username: u, password: p}}";
    private static final String JWT = "{policyRef: {name: jwt-validation-flex}, config: {jwtKeyOrigin: text,"
            + " signingMethod: hmac, textKey: 0123456789abcdef0123456789abcdef%s}}";
    private static final String LIMIT = "{policyRef: {name: rate-limiting-flex}, config: {rateLimits:"
            + " [{maximumRequests: %d, timePeriodInMilliseconds: 1000}]}%s}";

    @TempDir
    Path folder;

    @Test
    void losesItsOnlyAuthentication() throws IOException {
        String two = "{a: {address: 'http://127.0.0.1:9001', routes: [{rules: [{path: /a}]}, {rules: [{path: /b}]}]}}";

        expect(
                orders(two, "[" + BASIC + "]"),
                orders(two, "[]"),
                RiskCode.AUTHENTICATION_LOST,
                "orders loses http-basic-authentication-flex: 2 routes become unauthenticated");
    }

    @Test
    void losesOneOfItsAuthentications() throws IOException {
        expect(
                guarded(BASIC, JWT.formatted("")),
                guarded(JWT.formatted("")),
                RiskCode.AUTHENTICATION_REDUCED,
                "orders loses http-basic-authentication-flex; left is jwt-validation-flex");
    }

    @Test
    void authenticatesDifferently() throws IOException {
        expect(
                guarded(BASIC),
                guarded(JWT.formatted("")),
                RiskCode.AUTHENTICATION_REPLACED,
                "orders loses http-basic-authentication-flex; left is jwt-validation-flex");
    }

    @Test
    void leavesRequestsUnauthenticated() throws IOException {
        expect(
                guarded(BASIC),
                guarded(withRules(BASIC, "{methods: POST}")),
                RiskCode.AUTHENTICATION_NARROWED,
                "http-basic-authentication-flex of orders checks only POST; it used to check every request");
    }

    @Test
    void isNewAndUnauthenticated() throws IOException {
        expect(
                guarded(BASIC),
                guarded(BASIC) + "---\n" + api("items", "http://127.0.0.1:8081/items", BACKEND, "[]"),
                RiskCode.API_UNAUTHENTICATED,
                "items is new and has no authentication: anybody who can reach http://127.0.0.1:8081/items can call it");
    }

    @Test
    void acceptsMoreTokens() throws IOException {
        expect(
                guarded(JWT.formatted(", mandatoryExpClaim: true")),
                guarded(JWT.formatted("")),
                RiskCode.TOKEN_CHECK_WEAKENED,
                "jwt-validation-flex of orders accepts tokens that it used to refuse: mandatoryExpClaim is off");
    }

    @Test
    void losesItsAllowList() throws IOException {
        expect(
                guarded(addresses("ip-allowlist-flex", "10.0.0.1")),
                guarded(),
                RiskCode.ALLOW_LIST_REMOVED,
                "orders loses ip-allowlist-flex: every address may call it");
    }

    @Test
    void allowsMoreAddresses() throws IOException {
        expect(
                guarded(addresses("ip-allowlist-flex", "10.0.0.0/8")),
                guarded(addresses("ip-allowlist-flex", "10.1.0.0/16", "11.0.0.1")),
                RiskCode.ALLOW_LIST_WIDENED,
                "orders lets 11.0.0.1 in");
    }

    @Test
    void losesItsBlockList() throws IOException {
        expect(
                guarded(addresses("ip-blocklist-flex", "10.0.0.1")),
                guarded(),
                RiskCode.BLOCK_LIST_REMOVED,
                "orders loses ip-blocklist-flex: 10.0.0.1 may call it");
    }

    @Test
    void blocksFewerAddresses() throws IOException {
        expect(
                guarded(addresses("ip-blocklist-flex", "10.0.0.1", "10.0.0.2")),
                guarded(addresses("ip-blocklist-flex", "10.0.0.1")),
                RiskCode.BLOCK_LIST_SHORTENED,
                "orders lets 10.0.0.2 in");
    }

    @Test
    void looksElsewhereForTheAddressOfTheCaller() throws IOException {
        String elsewhere = addresses("ip-blocklist-flex", "10.0.0.1")
                .replace("config: {", "config: {ipExpression: \"#[attributes.headers['x-real-ip']]\", ");

        expect(
                guarded(addresses("ip-blocklist-flex", "10.0.0.1")),
                guarded(elsewhere),
                RiskCode.ADDRESS_SOURCE_CHANGED,
                "ip-blocklist-flex of orders takes the address of the caller from #[attributes.headers['x-real-ip']]");
    }

    @Test
    void limitsFewerRequests() throws IOException {
        expect(
                guarded(LIMIT.formatted(10, "")),
                guarded(LIMIT.formatted(10, ", rules: [{path: /slow}]")),
                RiskCode.PROTECTION_NARROWED,
                "rate-limiting-flex of orders checks only /slow; it used to check every request");
    }

    @Test
    void losesItsLimit() throws IOException {
        expect(
                guarded(LIMIT.formatted(10, "")),
                guarded(),
                RiskCode.QUOTA_REMOVED,
                "orders loses rate-limiting-flex: nothing limits how often it is called");
    }

    @Test
    void raisesItsLimitMoreThanTenfold() throws IOException {
        expect(
                guarded(LIMIT.formatted(10, "")),
                guarded(LIMIT.formatted(330, "")),
                RiskCode.QUOTA_RAISED,
                "orders allows 33 times as many requests: 330 in 1000 ms instead of 10 in 1000 ms");
    }

    @Test
    void mayRaiseItsLimitTenfold() throws IOException {
        assertThat(DiffFolders.diff(folder, guarded(LIMIT.formatted(10, "")), guarded(LIMIT.formatted(100, "")))
                        .risks())
                .isEmpty();
    }

    @Test
    void opensItselfToPagesOfAnyOrigin() throws IOException {
        expect(
                guarded(cors("publicResource: false, originGroups: [{origins: ['https://a.example']}]")),
                guarded(cors("publicResource: false, originGroups: [{origins: ['*']}]")),
                RiskCode.CORS_OPENED,
                "web pages of any origin may call orders");
        expect(
                guarded(),
                guarded(cors("publicResource: true")),
                RiskCode.CORS_OPENED,
                "web pages of any origin may call orders");
    }

    @Test
    void takesItsCredentialsFromItsUpstreams() throws IOException {
        expect(
                guarded(headers("header-injection-flex", "{key: x-api-key, value: k}, {key: x-a, value: b}")),
                guarded(headers("header-injection-flex", "{key: x-a, value: b}")),
                RiskCode.CREDENTIAL_INJECTION_REMOVED,
                "the upstreams of orders no longer get x-api-key from the gateway and may refuse its requests");
    }

    @Test
    void passesAHeaderOn() throws IOException {
        expect(
                guarded(headers("header-removal-flex", "x-internal, x-debug")),
                guarded(headers("header-removal-flex", "x-debug")),
                RiskCode.HEADER_REMOVAL_LOST,
                "the upstreams of orders get x-internal, which used to be taken out");
    }

    @Test
    void logsSensitiveData() throws IOException {
        String log = "{policyRef: {name: message-logging-flex}, config: {loggingConfiguration: [{itemName: a, itemData:"
                + " {message: '#[attributes.path]', level: INFO}}], enableDataMasking: %s}}";

        expect(
                guarded(log.formatted(true)),
                guarded(log.formatted(false)),
                RiskCode.LOG_MASKING_REMOVED,
                "message-logging-flex of orders writes sensitive data to the log in plain text");
    }

    @Test
    void canBeReachedFromOtherMachines() throws IOException {
        expect(
                guarded(),
                api("orders", "http://0.0.0.0:8081/orders", BACKEND, "[]"),
                RiskCode.LISTENER_EXPOSED,
                "orders is no longer for this machine only but open to others at 0.0.0.0:8081");
    }

    @Test
    void talksToAnUpstreamInCleartext() throws IOException {
        expect(
                orders("{a: {address: 'https://127.0.0.1:9001'}}", "[]"),
                orders("{a: {address: 'http://127.0.0.1:9001'}}", "[]"),
                RiskCode.UPSTREAM_CLEARTEXT,
                "requests to http://127.0.0.1:9001 are no longer encrypted; they went to https://127.0.0.1:9001");
    }

    @Test
    void isRemoved() throws IOException {
        expect(
                guarded(BASIC) + "---\n" + api("items", "http://127.0.0.1:8081/items", BACKEND, "[]"),
                guarded(BASIC),
                RiskCode.API_REMOVED,
                "items is removed: clients of http://127.0.0.1:8081/items are refused");
    }

    @Test
    void movesAway() throws IOException {
        expect(
                guarded(),
                api("orders", "http://127.0.0.1:8081/orders/v2", BACKEND, "[]"),
                RiskCode.API_MOVED,
                "orders moves to http://127.0.0.1:8081/orders/v2: clients of http://127.0.0.1:8081/orders are refused");
    }

    @Test
    void losesARoute() throws IOException {
        expect(
                routes("{rules: [{path: /a}]}", "{rules: [{path: /b, methods: GET}]}"),
                routes("{rules: [{path: /a}]}"),
                RiskCode.ROUTE_REMOVED,
                "orders no longer takes GET /b: clients get 404");
    }

    @Test
    void mayLoseARouteWhoseRequestsAnotherOneTakes() throws IOException {
        assertThat(DiffFolders.diff(
                                folder,
                                routes("{rules: [{path: /a/b}]}", "{rules: [{path: '/a/.*'}]}"),
                                routes("{rules: [{path: '/a/.*'}]}"))
                        .risks())
                .isEmpty();
    }

    @Test
    void takesFewerRequests() throws IOException {
        expect(
                routes("{rules: [{path: '/a/.*'}]}"),
                routes("{rules: [{path: '/a/.*', methods: GET}]}"),
                RiskCode.ROUTE_NARROWED,
                "orders takes GET /a/.* where it took /a/.*: clients may get 404");
    }

    @Test
    void putsARouteBehindOneThatTakesEverything() throws IOException {
        expect(
                routes("{rules: [{path: /a}]}", "{rules: [{path: '/.*'}]}"),
                routes("{rules: [{path: '/.*'}]}", "{rules: [{path: /a}]}"),
                RiskCode.ROUTE_SHADOWED,
                "route backend[1] of orders gets no request any more: backend[0] in front of it takes them all");
    }

    private void expect(String before, String after, RiskCode code, String message) throws IOException {
        ConfigDiff diff = DiffFolders.diff(folder, before, after);

        assertThat(diff.risks()).singleElement().satisfies(risk -> {
            assertThat(risk.code()).isEqualTo(code);
            assertThat(risk.message()).isEqualTo(message);
            assertThat(String.valueOf(risk.place())).matches(".*/(before|after)/manifest0\\.yaml:\\d+:\\d+");
        });
        assertThat(diff.isEmpty()).isFalse();
        assertThat(DiffFolders.diff(folder, after, after).isEmpty()).isTrue();
    }

    private static String guarded(String... policies) {
        return orders(BACKEND, List.of(policies).toString());
    }

    private static String routes(String... routes) {
        return orders("{backend: {address: 'http://127.0.0.1:9001', routes: " + List.of(routes) + "}}", "[]");
    }

    private static String withRules(String policy, String rule) {
        return policy.replace("policyRef", "rules: [" + rule + "], policyRef");
    }

    private static String addresses(String policy, String... ips) {
        return "{policyRef: {name: " + policy + "}, config: {ips: " + List.of(ips) + "}}";
    }

    private static String cors(String config) {
        return "{policyRef: {name: cors-flex}, config: {" + config + "}}";
    }

    private static String headers(String policy, String inbound) {
        return "{policyRef: {name: " + policy + "}, config: {inboundHeaders: [" + inbound + "]}}";
    }
}
