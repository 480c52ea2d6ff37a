package io.sluice.launcher;

import static io.sluice.launcher.DiffFolders.api;
import static io.sluice.launcher.DiffFolders.orders;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.diff.Change;
import io.sluice.config.diff.ConfigDiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for every kind of change, with the smallest pair of configurations that has it. */
class DiffChangesTest {
    private static final String BACKEND = "{backend: {address: 'http://127.0.0.1:9001'}}";
    private static final String BASIC =
            "{policyRef: {name: http-basic-authentication-flex}, config: {username: u, password: %s}}";
    private static final String LIMIT =
            "{policyRef: {name: rate-limiting-flex}, config: {rateLimits: [{maximumRequests: %d, timePeriodInMilliseconds: 1000}]}%s}";
    private static final String LOGGING = """
            ---
            apiVersion: gateway.mulesoft.com/v1alpha1
            kind: Configuration
            metadata: {name: log}
            spec: {logging: {runtimeLogs: {logLevel: %s}}}
            """;
    private static final String WEIGHTED = """
            ---
            apiVersion: gateway.mulesoft.com/v1alpha1
            kind: Service
            metadata: {name: stable}
            spec: {address: 'http://127.0.0.1:9001'}
            ---
            apiVersion: gateway.mulesoft.com/v1alpha1
            kind: Service
            metadata: {name: canary}
            spec: {address: 'http://127.0.0.1:9002'}
            ---
            apiVersion: gateway.mulesoft.com/v1alpha1
            kind: PolicyBinding
            metadata: {name: split}
            spec:
              targetRef: {name: orders}
              policyRef: {name: route-weighted}
              config:
                routes:
                - {weight: %d, destinationRef: {name: stable}}
                - {weight: 1, destinationRef: {name: canary}}
            """;

    @TempDir
    Path folder;

    @Test
    void addsRenamesMovesAndRemovesApis() throws IOException {
        String items = api("items", "http://127.0.0.1:8081/items", BACKEND, "[]");

        assertThat(changes(guarded(), guarded() + "---\n" + items))
                .containsExactly("API_ADDED items items: null → http://127.0.0.1:8081/items");
        assertThat(changes(guarded() + "---\n" + items, guarded()))
                .containsExactly("API_REMOVED items items: http://127.0.0.1:8081/items → null");
        assertThat(changes(guarded(), api("sales", "http://127.0.0.1:8081/orders", BACKEND, "[]")))
                .containsExactly("API_RENAMED sales sales: orders → sales");
        assertThat(changes(guarded(), api("orders", "http://127.0.0.1:8081/o", BACKEND, "[]")))
                .containsExactly("API_MOVED orders orders: http://127.0.0.1:8081/orders → http://127.0.0.1:8081/o");
    }

    @Test
    void addsMovesAndRemovesListeners() throws IOException {
        String items = "---\n" + api("items", "http://127.0.0.1:8082/items", BACKEND, "[]");

        assertThat(changes(guarded(), guarded() + items)).contains("LISTENER_ADDED  http:8082: null → 127.0.0.1:8082");
        assertThat(changes(guarded() + items, guarded()))
                .contains("LISTENER_REMOVED  http:8082: 127.0.0.1:8082 → null");
        assertThat(changes(guarded(), api("orders", "http://127.0.0.2:8081/orders", BACKEND, "[]")))
                .contains("LISTENER_MOVED  http:8081: 127.0.0.1:8081 → 127.0.0.2:8081");
    }

    @Test
    void addsAndRemovesRoutes() throws IOException {
        assertThat(changes(routes("{rules: [{path: /a}]}"), routes("{rules: [{path: /b}]}", "{rules: [{path: /a}]}")))
                .containsExactly("ROUTE_ADDED orders backend[0]: null → /b to http://127.0.0.1:9001");
        assertThat(changes(routes("{rules: [{path: /b}]}", "{rules: [{path: /a}]}"), routes("{rules: [{path: /a}]}")))
                .containsExactly("ROUTE_REMOVED orders backend[0]: /b to http://127.0.0.1:9001 → null");
    }

    @Test
    void changesTheRulesOfRoutes() throws IOException {
        assertThat(changes(routes("{rules: [{path: /a}]}"), routes("{rules: [{path: /a}, {path: /b, host: h}]}")))
                .containsExactly("ROUTE_RULES orders backend[0]: /a → /a or /b for host h");
    }

    @Test
    void changesTheOrderOfRoutes() throws IOException {
        String a = "{rules: [{path: /a}]}";
        String b = "{rules: [{path: /b}]}";
        String c = "{rules: [{path: /c}]}";

        assertThat(changes(routes(a, b, c), routes(c, a, b)))
                .containsExactly("ROUTE_ORDER orders backend[0]: null → null");
    }

    @Test
    void changesTheDestinationOfRoutes() throws IOException {
        assertThat(changes(routes("{config: {destinationPath: /v1}}"), routes("{config: {destinationPath: /v2}}")))
                .containsExactly(
                        "ROUTE_DESTINATION orders backend[0]: http://127.0.0.1:9001/v1 → http://127.0.0.1:9001/v2");
    }

    @Test
    void changesTheAddressOfAnUpstream() throws IOException {
        assertThat(changes(guarded(), orders("{backend: {address: 'http://127.0.0.1:9002'}}", "[]")))
                .containsExactly(
                        "UPSTREAM_ADDRESS orders orders-backend: http://127.0.0.1:9001 → http://127.0.0.1:9002");
    }

    @Test
    void makesNothingOfTheNameOfAService() throws IOException {
        assertThat(changes(guarded(), orders("{other: {address: 'http://127.0.0.1:9001'}}", "[]")))
                .isEmpty();
    }

    @Test
    void keepsEncodedSlashes() throws IOException {
        assertThat(changes(guarded(), guarded().replace("spec:", "spec:\n  encodedSlashes: keep")))
                .singleElement()
                .asString()
                .startsWith("API_ENCODED_SLASHES orders ")
                .endsWith(": refuse → keep");
    }

    @Test
    void changesTheWeightsOfARoute() throws IOException {
        String api = api("orders", "http://127.0.0.1:8081/orders", "{}", "[]");

        assertThat(changes(api + WEIGHTED.formatted(9), api + WEIGHTED.formatted(5)))
                .singleElement()
                .asString()
                .startsWith("ROUTE_WEIGHT orders ")
                .endsWith(": 9 → 5");
    }

    @Test
    void addsAndRemovesPolicies() throws IOException {
        assertThat(changes(guarded(), guarded(BASIC.formatted("p"))))
                .containsExactly(
                        "POLICY_ADDED orders http-basic-authentication-flex: null → {username: u, password: ***}");
        assertThat(changes(guarded(BASIC.formatted("p")), guarded()))
                .containsExactly(
                        "POLICY_REMOVED orders http-basic-authentication-flex: {username: u, password: ***} → null");
    }

    @Test
    void changesASetting() throws IOException {
        assertThat(changes(guarded(LIMIT.formatted(10, "")), guarded(LIMIT.formatted(20, ""))))
                .containsExactly("POLICY_SETTING orders rate-limiting-flex.rateLimits[0].maximumRequests: 10 → 20");
    }

    @Test
    void changesASecretWithoutShowingIt() throws IOException {
        ConfigDiff diff = diff(guarded(BASIC.formatted("swordfish")), guarded(BASIC.formatted("sturgeon")));

        assertThat(diff.changes().stream().map(DiffChangesTest::text))
                .containsExactly("POLICY_SECRET orders http-basic-authentication-flex.password: *** → ***");
        assertThat(diff.toString()).doesNotContain("swordfish", "sturgeon");
    }

    @Test
    void narrowsAndWidensTheRulesOfAPolicy() throws IOException {
        String all = LIMIT.formatted(10, "");
        String some = LIMIT.formatted(10, ", rules: [{path: /a}]");
        String others = LIMIT.formatted(10, ", rules: [{path: /b}]");

        assertThat(changes(guarded(all), guarded(some)))
                .containsExactly("POLICY_RULES_NARROWED orders rate-limiting-flex: every request → /a");
        assertThat(changes(guarded(some), guarded(all)))
                .containsExactly("POLICY_RULES_WIDENED orders rate-limiting-flex: /a → every request");
        assertThat(changes(guarded(some), guarded(others)))
                .containsExactly("POLICY_RULES orders rate-limiting-flex: /a → /b");
    }

    @Test
    void movesAPolicy() throws IOException {
        String block = "{policyRef: {name: ip-blocklist-flex}, config: {ips: [10.0.0.1]}}";

        assertThat(changes(
                        guarded(block, LIMIT.formatted(1, ""), BASIC.formatted("p")),
                        guarded(BASIC.formatted("p"), block, LIMIT.formatted(1, ""))))
                .containsExactly("POLICY_ORDER orders http-basic-authentication-flex: position 3 → position 1");
    }

    @Test
    void addsChangesAndRemovesSettings() throws IOException {
        assertThat(changes(guarded() + LOGGING.formatted("info"), guarded() + LOGGING.formatted("debug")))
                .singleElement()
                .asString()
                .startsWith("SETTING_CHANGED  logging.")
                .endsWith(": info → debug");
        assertThat(changes(guarded(), guarded() + LOGGING.formatted("info")))
                .singleElement()
                .asString()
                .startsWith("SETTING_ADDED  logging: null → ");
        assertThat(changes(guarded() + LOGGING.formatted("info"), guarded()))
                .singleElement()
                .asString()
                .startsWith("SETTING_REMOVED  logging: ");
    }

    @Test
    void makesNothingOfSpellingOrderAndFiles() throws IOException {
        String plain = guarded(LIMIT.formatted(10, ", rules: [{methods: GET|HEAD, path: /a}]"));
        String other = """
                # Another way to say the same.
                kind: ApiInstance
                apiVersion: gateway.mulesoft.com/v1beta1
                metadata: {labels: {tier: public}, name: "orders"}
                spec:
                  policies:
                  - rules: [{path: '/a', methods: [HEAD, GET]}]
                    config:
                      rateLimits:
                      - timePeriodInMilliseconds: "1000"
                        maximumRequests: "10"
                    policyRef: {name: rate-limiting}
                  services:
                    backend:
                      address: "http://127.0.0.1:9001/"
                  address: http://127.0.0.1:8081/orders
                """;

        assertThat(changes(plain, other)).isEmpty();
    }

    private ConfigDiff diff(String before, String after) throws IOException {
        return DiffFolders.diff(folder, before, after);
    }

    /** All changes; the other way round there must be as many. */
    private List<String> changes(String before, String after) throws IOException {
        ConfigDiff diff = diff(before, after);
        assertThat(diff(after, before).changes()).hasSameSizeAs(diff.changes());
        return diff.changes().stream().map(DiffChangesTest::text).toList();
    }

    private static String text(Change change) {
        String path = change.path().isEmpty() ? "" : '.' + change.path();
        return change.kind() + " " + change.api() + ' ' + change.name() + path + ": " + change.before() + " → "
                + change.after();
    }

    private static String guarded(String... policies) {
        return orders(BACKEND, List.of(policies).toString());
    }

    private static String routes(String... routes) {
        return orders("{backend: {address: 'http://127.0.0.1:9001', routes: " + List.of(routes) + "}}", "[]");
    }
}
