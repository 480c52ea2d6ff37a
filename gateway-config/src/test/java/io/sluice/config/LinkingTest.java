package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.sluice.config.testing.ConfigFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References between documents: who guards whom, and who leads where. */
class LinkingTest {
    private static final String LIMIT = "config: {rateLimits: [{maximumRequests: 5}]}";

    @TempDir
    Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void emptyFolder() {
        folder = ConfigFolder.in(directory, TestPolicies.ALL);
    }

    @Test
    void attachesBindingsInOneTotalOrder() {
        api("shop", "labels: {tier: public}", """
                services: {cart: {address: "http://cart:9000"}}
                policies:
                  - {policyRef: {name: rate-limiting}, %s}
                  - {policyRef: {name: cors-flex}}
                """.formatted(LIMIT));
        binding("z-last", "{name: shop}", "{name: rate-limiting-flex}", "order: 50", LIMIT);
        binding("a-tie", "{name: shop, kind: ApiInstance}", "{name: rate-limiting-flex}", LIMIT);
        binding(
                "everyone",
                "{kind: Selector, selector: {kind: ApiInstance, labels: {tier: public}}}",
                "{name: http-basic-authentication-flex, namespace: default}",
                "order: 1",
                "config: {username: u, password: p}",
                "rules: [{methods: POST|PUT}]");

        assertThat(only().policies())
                .extracting(policy -> policy.binding() + ' ' + policy.scope() + ' ' + policy.order())
                .containsExactly(
                        "shop-cors-flex-2 INLINE 0",
                        "shop-rate-limiting-flex-1 INLINE 0",
                        "everyone SELECTOR 1",
                        "a-tie BINDING 50",
                        "z-last BINDING 50");
        EffectiveConfig.Policy login = only().policies().get(2);
        assertThat(login.rules()).extracting(EffectiveConfig.Rule::methods).containsExactly("POST|PUT");
        assertThat(login.config()).containsEntry("username", "u");
        assertThat(login.config().get("password")).hasToString("***");
        assertThat(login.place().file()).endsWith("everyone.yaml");
    }

    @Test
    void selectsByAllLabelsAsText() {
        api("one", "labels: {a: yes, policy/b: \"true\"}", "services: {s: {address: \"http://h:1\"}}");
        folder.file("two.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: two, labels: {a: yes}}
                spec: {address: "http://0.0.0.0:8082", services: {s: {address: "http://h:1"}}}
                """);
        binding("both", "{kind: Selector, selector: {labels: {a: \"yes\"}}}", "{name: rate-limiting}", LIMIT);
        binding("first", "{kind: Selector, selector: {labels: {policy/b: true}}}", "{name: rate-limiting}", LIMIT);
        binding("all", "{kind: Selector}", "{name: rate-limiting}", LIMIT);

        assertThat(folder.snapshot().listeners()).hasSize(2);
        assertThat(apis())
                .extracting(api -> api.policies().stream()
                        .map(EffectiveConfig.Policy::binding)
                        .toList())
                .containsExactlyInAnyOrder(List.of("all", "both", "first"), List.of("all", "both"));
    }

    @Test
    void leadsRoutePoliciesToServicesInTheirOrder() {
        api("shop", "", "services: {inline: {address: \"https://inline\", routes: [{rules: [{path: /i}]}]}}");
        service("cart", "http://cart:9000/");
        service("rest", "http://rest");
        binding("late", "{name: shop}", "{name: route}", "order: 60", "config: {destinationRef: {name: rest}}");
        binding(
                "early",
                "{name: shop}",
                "{name: route, namespace: default}",
                "order: 2",
                "config: {destinationRef: {kind: Service, name: cart}, destinationPath: /v1/}",
                "rules: [{path: /cart(/.*)}]");

        assertThat(only().routes())
                .extracting(route ->
                        route.name() + " -> " + route.destinations().get(0).upstream() + ' '
                                + route.destinations().get(0).url() + ' '
                                + route.destinations().get(0).path())
                .containsExactly(
                        "early -> cart http://cart:9000 /v1",
                        "inline[0] -> shop-inline https://inline:443 ",
                        "late -> rest http://rest:80 ");
        assertThat(only().policies()).isEmpty();
    }

    @Test
    void sharesRequestsByWeight() {
        api("shop", "", "");
        service("stable", "http://a:9000");
        service("canary", "http://b:9000");
        binding("split", "{name: shop}", "{name: route-weighted}", """
                config:
                    routes:
                      - {weight: 9, destinationPath: /v1, destinationRef: {name: stable}}
                      - {weight: 1, destinationRef: {name: canary}}""");

        assertThat(only().routes().get(0).destinations())
                .extracting(EffectiveConfig.Destination::upstream, EffectiveConfig.Destination::weight)
                .containsExactly(tuple("stable", 9), tuple("canary", 1));
        assertThat(folder.snapshot().upstreams())
                .extracting(upstream -> upstream.name())
                .contains("stable", "canary");
    }

    @Test
    void resolvesNamesInTheirNamespaces() {
        folder.file("shop.yaml", """
                apiVersion: gateway.sluice.io/v1
                kind: ApiInstance
                metadata: {name: shop, namespace: eu}
                spec: {address: "http://0.0.0.0:8081"}
                ---
                apiVersion: gateway.mulesoft.com/v1beta1
                kind: Service
                metadata: {name: cart, namespace: infra}
                spec: {address: "http://cart:1"}
                ---
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: PolicyBinding
                metadata: {name: lead, namespace: ops}
                spec:
                  targetRef: {name: shop, namespace: eu}
                  policyRef: {name: route}
                  config: {destinationRef: {name: cart, namespace: infra}}
                """);

        assertThat(only().name()).isEqualTo("eu/shop");
        assertThat(only().routes().get(0).name()).isEqualTo("ops/lead");
        assertThat(only().routes().get(0).destinations().get(0).upstream()).isEqualTo("infra/cart");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: shopp}                 | {name: rate-limiting-flex}           | GW2103 | shop",
                "{name: shop, namespace: eu}   | {name: rate-limiting-flex}           | GW2103 | namespace: default",
                "{kind: Service, name: shop}   | {name: rate-limiting-flex}           | GW2103 | no Service `shop`",
                "{name: shop}                  | {name: rate-limit-flex}              | GW2101 | unknown policy",
                "{name: shop}                  | {name: spike-control-flex}           | GW2102 | must not run without it",
                "{name: shop}                  | {name: client-id-enforcement}        | GW2102 | not available",
                "{name: shop}                  | {name: route}                        | GW1202 | destinationRef",
                "{}                            | {name: rate-limiting-flex}           | GW1205 | must have a name",
                "{kind: Gateway, name: shop}   | {name: rate-limiting-flex}           | GW1201 | one of ApiInstance, Service",
                "{name: shop, selector: {}}    | {name: rate-limiting-flex}           | GW1205 | selector must stand with",
                "{name: shop}                  | {}                                   | GW1202 | `name` is required",
            })
    void refusesReferencesThatLeadNowhere(String target, String policy, String code, String text) {
        api("shop", "", "services: {s: {address: \"http://h:1\"}}");
        binding("b", target, policy, policy.contains("limit") ? LIMIT : "config: {}");

        Problems problems = folder.problems();

        assertThat(problems.all()).extracting(problem -> problem.code().id()).containsOnly(code);
        assertThat(problems.pretty()).contains(text).contains("b.yaml:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access-log",
                "api-context",
                "tracing-flex",
                "circuit-breaker-flex",
                "message-logging-outbound-flex-v1-0-impl"
            })
    void warnsAboutPoliciesWithoutEffect(String name) {
        api("shop", "", "services: {s: {address: \"http://h:1\"}}");
        binding("b", "{name: shop}", "{name: " + name + "}");

        assertThat(folder.problems().all()).extracting(Problem::code).containsExactly(ProblemCode.IGNORED_POLICY);
    }

    @Test
    void warnsAboutASelectorThatSelectsNothing() {
        api("shop", "", "services: {s: {address: \"http://h:1\"}}");
        binding("b", "{kind: Selector, selector: {labels: {a: b}}}", "{name: rate-limiting}", LIMIT);

        assertThat(folder.problems().all()).extracting(Problem::code).containsExactly(ProblemCode.SELECTS_NOTHING);
    }

    @Test
    void reportsAFaultOfAnAutomatedPolicyOnce() {
        for (String name : List.of("one", "two", "three")) {
            folder.file(name + ".yaml", """
                    apiVersion: gateway.mulesoft.com/v1alpha1
                    kind: ApiInstance
                    metadata: {name: %s}
                    spec: {address: "http://0.0.0.0:8081/%s", services: {s: {address: "http://h:1"}}}
                    """.formatted(name, name));
        }
        binding("all", "{kind: Selector}", "{name: rate-limiting}", "config: {rateLimits: [{maximumRequests: 0}]}");

        assertThat(folder.problems().all()).hasSize(1);
    }

    @Test
    void takesAnExtensionForThePolicyItExtends() {
        api("shop", "", "services: {s: {address: \"http://h:1\"}}");
        folder.file("auth.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: Extension
                metadata: {name: auth}
                spec:
                  extends: [{name: http-basic-authentication-flex}]
                  properties:
                    username: {type: string, default: foo}
                    password: {type: string, default: bar}
                  required: [username, password]
                ---
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: Extension
                metadata: {name: own-auth}
                spec:
                  extends: [{name: extension-authentication}, {name: auth}]
                  properties: {username: {type: string, default: own}}
                  required: [username]
                """);
        binding("plain", "{name: shop}", "{name: auth}", "order: 1");
        binding("named", "{name: shop}", "{name: own-auth}", "order: 2", "config: {password: x}");

        assertThat(only().policies())
                .extracting(
                        policy -> policy.type().name() + ' ' + policy.config().get("username"))
                .containsExactly("http-basic-authentication-flex foo", "http-basic-authentication-flex own");
    }

    @Test
    void refusesAnExtensionThatBringsItsOwnCode() {
        api("shop", "", "services: {s: {address: \"http://h:1\"}}");
        folder.file("own.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: Extension
                metadata: {name: tag-v1-0-impl}
                spec:
                  extends: [{name: extension-definition}, {name: proxy-wasm-filter}]
                  properties:
                    rootId: {type: string, default: main}
                    implementation: {type: string, default: "base64://AGFzbQEAAAA="}
                """);
        assertThat(folder.problems().isEmpty()).as("as long as nobody uses it").isTrue();

        binding("b", "{name: shop}", "{name: tag-v1-0-impl}");

        assertThat(folder.problems().all()).extracting(Problem::code).containsExactly(ProblemCode.UNAVAILABLE_POLICY);
    }

    @Test
    void takesTimeoutsFromAPolicyThenFromAConfiguration() {
        api("shop", "", "services: {s: {address: \"http://h:1\"}}");
        folder.file("timeouts.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: Configuration
                metadata: {name: timeouts}
                spec: {timeouts: {upstreamResponseSeconds: 7}}
                """);
        assertThat(only().routes().get(0).responseTimeout()).isEqualTo(Duration.ofSeconds(7));

        binding("b", "{name: shop}", "{name: response-timeout-flex}", "config: {timeout: 3}");

        assertThat(only().routes().get(0).responseTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void acceptsEveryKindOfConfiguration() {
        folder.file("all.yaml", """
                {apiVersion: gateway.mulesoft.com/v1alpha1, kind: Configuration, metadata: {name: a}, spec: {logging: {outputs: [{name: d, type: file, parameters: {file: x}}], runtimeLogs: {logLevel: warn, outputs: [d]}, accessLogs: {outputs: [d]}}}}
                ---
                {apiVersion: gateway.mulesoft.com/v1alpha1, kind: Configuration, metadata: {name: b}, spec: {sharedStorage: {redis: {address: "r:6379", user: u, DB: 7, tls: {}}}}}
                ---
                {apiVersion: gateway.mulesoft.com/v1alpha1, kind: Configuration, metadata: {name: c}, spec: {forwardProxy: {https: {address: "http://p:1"}, noProxy: [x]}}}
                ---
                {apiVersion: gateway.mulesoft.com/v1alpha1, kind: Configuration, metadata: {name: d}, spec: {proxyProtocol: {enabled: true}}}
                ---
                {apiVersion: gateway.mulesoft.com/v1alpha1, kind: Configuration, metadata: {name: e}, spec: {probe: {enabled: true, port: 3100}}}
                ---
                {apiVersion: gateway.mulesoft.com/v1beta1, kind: Configuration, metadata: {name: f}, spec: {circuitBreaker: {thresholds: {maxConnections: 5}}}}
                ---
                {apiVersion: gateway.mulesoft.com/v1beta1, kind: Configuration, metadata: {name: g}, spec: {tracing: {provider: {type: opentelemetry, properties: {address: "h2://o:4317"}}, sampling: {client: 100}, labels: [{name: z, type: requestHeader, keyName: k}]}}}
                ---
                {apiVersion: gateway.mulesoft.com/v1alpha1, kind: Configuration, metadata: {name: h}, spec: {defaultTLS: {outboundPolicyCalls: {minversion: "1.3"}}}}
                ---
                {apiVersion: gateway.mulesoft.com/v1alpha1, kind: Configuration, metadata: {name: i}, spec: {resourceLimits: {apiInstances: 100, policies: 400}}}
                """);

        Problems problems = folder.problems();

        assertThat(problems.errors()).as(problems.pretty()).isZero();
        assertThat(problems.all())
                .extracting(problem -> problem.message().split(" ")[0])
                .containsExactly(
                        "logging.outputs",
                        "sharedStorage",
                        "forwardProxy",
                        "proxyProtocol",
                        "probe",
                        "circuitBreaker",
                        "tracing",
                        "defaultTLS");
    }

    @Test
    void takesTheLogLevelFromAConfiguration() {
        folder.file("log.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: Configuration
                metadata: {name: log}
                spec:
                  logging:
                    outputs: [{name: out, type: stdout}]
                    runtimeLogs: {logLevel: warn, outputs: [out]}
                """);
        LoadResult.Loaded loaded = (LoadResult.Loaded) folder.load();
        loaded.discard();

        assertThat(loaded.effective().logLevel()).contains("warn");
        assertThat(loaded.report().isEmpty()).isTrue();
    }

    @Test
    void findsOutputsThatDoNotExist() {
        folder.file("log.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: Configuration
                metadata: {name: log}
                spec: {logging: {outputs: [{name: disk, type: stdout}], accessLogs: {outputs: [disc]}}}
                """);

        assertThat(folder.problems().pretty())
                .contains("there is no output `disc`")
                .contains("`disk`");
    }

    @Test
    void acceptsWhatAClusterAddsToADocument() {
        folder.file("dump.json", """
                {"apiVersion": "v1", "kind": "List", "items": [
                  {"apiVersion": "gateway.mulesoft.com/v1beta1", "kind": "ApiInstance",
                   "metadata": {"name": "x", "uid": "1", "creationTimestamp": null, "resourceVersion": "5"},
                   "spec": {"address": "http://0.0.0.0:8081/", "services": {"s": {"address": "http://h:1"}}},
                   "status": {"conditions": [{"type": "Ready", "status": "True"}]}}
                ]}
                """);

        assertThat(only().name()).isEqualTo("x");
    }

    @Test
    void passesOverDocumentsWithoutAnEnvelope() {
        folder.file("values.yaml", "replicas: 2\nimage: x\n");

        assertThat(folder.problems().all()).extracting(Problem::code).containsExactly(ProblemCode.NO_ENVELOPE);
    }

    @Test
    void leavesCleartextApisOutOfATlsPolicyThatSelectsByLabels() {
        api("shop", "", "services: {s: {address: \"http://h:1\"}}");
        binding("tls", "{kind: Selector}", "{name: tls}", "config: {minversion: \"1.3\"}");

        assertThat(folder.problems().isEmpty()).isTrue();
    }

    private void api(String name, String metadata, String spec) {
        folder.file(name + ".yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata:
                  name: %s
                %sspec:
                  address: http://0.0.0.0:8081
                %s
                """.formatted(name, metadata.isEmpty() ? "" : metadata.indent(2), spec.indent(2)));
    }

    private void service(String name, String address) {
        folder.file(name + "-service.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: Service
                metadata: {name: %s}
                spec: {address: "%s"}
                """.formatted(name, address));
    }

    private void binding(String name, String target, String policy, String... more) {
        folder.file(name + ".yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: PolicyBinding
                metadata: {name: %s}
                spec:
                  targetRef: %s
                  policyRef: %s
                %s
                """.formatted(
                        name, target, policy, String.join("\n", more).indent(2)));
    }

    private EffectiveConfig.Api only() {
        List<EffectiveConfig.Api> apis = apis();
        assertThat(apis).hasSize(1);
        return Objects.requireNonNull(apis.get(0));
    }

    private List<EffectiveConfig.Api> apis() {
        LoadResult result = folder.load();
        if (result instanceof LoadResult.Rejected rejected) {
            throw new AssertionError(rejected.problems().pretty());
        }
        LoadResult.Loaded loaded = (LoadResult.Loaded) result;
        loaded.discard();
        return loaded.effective().apis();
    }
}
