package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.sluice.config.testing.ConfigFolder;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.PolicyStep;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.RouteTable;
import io.sluice.core.runtime.Snapshot;
import io.sluice.core.runtime.Upstream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    @TempDir
    Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void emptyFolder() {
        folder = ConfigFolder.in(directory, TestPolicies.ALL);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,     /shop/.*,                    -,     /shop/cart/7,            /shop/cart/7",
                "-,     /shop(/.*),                  -,     /shop/cart/7,            /cart/7",
                "-,     /shop/.*,                    /v9,   /shop/cart/7,            /v9/shop/cart/7",
                "-,     /shop(/.*),                  /v9,   /shop/cart/7,            /v9/cart/7",
                "/shop, /cart/.*,                    -,     /shop/cart/7,            /cart/7",
                "/shop, /cart(/.*),                  -,     /shop/cart/7,            /7",
                "/shop, /cart/.*,                    /v9,   /shop/cart/7,            /v9/cart/7",
                "/shop, /cart(/.*),                  /v9,   /shop/cart/7,            /v9/7",
                "/shop, /shop/cart/.*,               /v9,   /shop/cart/7,            -",
                "/shop, /cart(/.*)/line(/.*),        -,     /shop/cart/7/line/2,     /7/2",
                "/shop, /cart(/.*)/line(/.*),        /v9,   /shop/cart/7/line/2,     /v9/7/2",
                "/catalog/, .*,                      -,     /catalog/get?x=1,        /get?x=1",
                "/catalog,  .*,                      /store, /catalog,               /store/",
                "-,     /a(/users/.*)|/a(/posts/.*), /v1,   /a/posts/3,              /v1/posts/3",
                "-,     /old/([^/]+)/x(/.*),         /new/, /old/42/x/y,             /new/42/y",
                "-,     /x/.*,                       /,     /x/y,                    /x/y",
                "-,     /x/.*,                       v1,    /x/y,                    /v1/x/y",
            })
    void rewritesPathsAsInTheWorkedExamples(
            @Nullable String base, String path, @Nullable String destination, String request, @Nullable String target) {
        folder.file("api.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: shop}
                spec:
                  address: http://0.0.0.0:8081%s
                  services:
                    cart:
                      address: http://cart:9000/
                      routes:
                        - rules:
                            - path: %s
                          config: {destinationPath: %s}
                """.formatted(orEmpty(base), path, orEmpty(destination)));

        Route route = match(folder.snapshot(), "GET", request);

        if (target == null) {
            assertThat(route.upstream()).isNull();
            assertThat(route.name()).isEqualTo("_none");
        } else {
            assertThat(route.target(head("GET", request, base == null ? "" : base.replaceAll("/$", ""))))
                    .isEqualTo(target);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', false", "'encodedSlashes: refuse', false", "'encodedSlashes: keep', true"})
    void saysWhatBecomesOfEncodedSlashes(String setting, boolean accepted) {
        folder.file("api.yaml", """
                apiVersion: gateway.sluice.io/v1
                kind: ApiInstance
                metadata: {name: shop}
                spec:
                  address: http://0.0.0.0:8081
                  %s
                  services: {s: {address: "http://h:1"}}
                """.formatted(setting));

        assertThat(match(folder.snapshot(), "GET", "/a").api().accepts("/a%2Fb"))
                .isEqualTo(accepted);
    }

    @Test
    void triesRoutesInTheOrderInWhichTheyAreWritten() {
        folder.file("api.yaml", """
                apiVersion: gateway.sluice.io/v1
                kind: ApiInstance
                metadata: {name: shop, namespace: eu}
                spec:
                  address: http://0.0.0.0:8081
                  services:
                    orders:
                      address: https://orders
                      routes:
                        - rules: [{path: /orders(/.*), methods: [GET, HEAD]}]
                        - rules: [{path: /orders(/.*), methods: POST|PUT}]
                    rest: {address: "http://rest:8080"}
                """);

        Snapshot snapshot = folder.snapshot();

        assertThat(match(snapshot, "HEAD", "/orders/1").name()).isEqualTo("orders[0]");
        assertThat(match(snapshot, "PUT", "/orders/1").name()).isEqualTo("orders[1]");
        Route last = match(snapshot, "DELETE", "/orders/1");
        assertThat(last.name()).isEqualTo("rest[0]");
        assertThat(last.api().name()).isEqualTo("eu/shop");
        assertThat(Objects.requireNonNull(last.upstream()).name()).isEqualTo("eu/shop-rest");
        Upstream orders =
                Objects.requireNonNull(match(snapshot, "GET", "/orders/1").upstream());
        assertThat(orders.endpoint().port()).isEqualTo(443);
        assertThat(orders.endpoint().tls()).isTrue();
    }

    @Test
    void sharesAPortBetweenApisWhoseBasePathsDoNotClash() {
        folder.file("a.yaml", api("cats", "http://0.0.0.0:8081/cats"))
                .file("b.yaml", api("dogs", "http://0.0.0.0:8081/catsanddogs/"))
                .file("c.yaml", api("other", "http://127.0.0.1:8082/"));

        Snapshot snapshot = folder.snapshot();

        assertThat(snapshot.listeners()).hasSize(2);
        assertThat(match(snapshot, "GET", "/cats/1").api().name()).isEqualTo("cats");
        assertThat(match(snapshot, "GET", "/catsanddogs").api().name()).isEqualTo("dogs");
        assertThat(snapshot.listeners().get(0).routes().match(head("GET", "/birds", "")))
                .isNull();
    }

    @Test
    void ordersPoliciesByListExceptThoseThatAlwaysRunFirst() {
        folder.environment("DEMO_PASSWORD", "wonderland").file("api.yaml", api("shop", "http://0.0.0.0:8081") + """
                  policies:
                    - policyRef: {name: rate-limiting-flex, namespace: default}
                      config: {rateLimits: [{maximumRequests: "10"}]}
                      rules: [{methods: POST}]
                    - policyRef: {name: basic-auth}
                      config: {username: demo, password: $DEMO_PASSWORD}
                    - policyRef: {name: cors}
                """);

        List<PolicyStep> steps = folder.snapshot()
                .listeners()
                .get(0)
                .routes()
                .apis()
                .get(0)
                .api()
                .steps();

        assertThat(steps)
                .extracting(PolicyStep::binding)
                .containsExactly(
                        "shop-cors-flex-3", "shop-rate-limiting-flex-1", "shop-http-basic-authentication-flex-2");
        assertThat(steps.get(1).condition().holds(head("GET", "/", ""))).isFalse();
        assertThat(steps.get(1).condition().holds(head("POST", "/", ""))).isTrue();
        assertThat(((TestPolicies.Probe) steps.get(2).policy()).config)
                .isEqualTo(new TestPolicies.LoginConfig("demo", "wonderland"));
    }

    @Test
    void keepsPoliciesThatMeanWhatTheyMeantBefore() {
        folder.file("a.yaml", quota("a", 8081, 3)).file("b.yaml", quota("b", 8082, 3));
        Snapshot first = folder.snapshot();
        folder.file("b.yaml", quota("b", 8082, 4)).file("c.yaml", api("c", "http://0.0.0.0:8083"));

        Snapshot second = folder.snapshot();

        assertThat(first.generation()).isEqualTo(1);
        assertThat(second.generation()).isEqualTo(2);
        assertThat(second.hash()).isNotEqualTo(first.hash());
        assertThat(policy(second, 0)).isSameAs(policy(first, 0));
        assertThat(policy(second, 1)).isNotSameAs(policy(first, 1));
        assertThat(second.policies()).containsExactlyInAnyOrder(policy(second, 0), policy(second, 1));
    }

    @Test
    void takesNothingOverFromALoadThatWasNotConfirmed() {
        folder.file("a.yaml", quota("a", 8081, 3));
        Snapshot first = folder.snapshot();
        folder.file("a.yaml", quota("a", 8081, 4));
        LoadResult.Loaded refused = (LoadResult.Loaded) folder.load();
        refused.discard();

        Snapshot next = folder.snapshot();

        assertThat(policy(refused.snapshot(), 0).closed).isTrue();
        assertThat(policy(next, 0)).isNotSameAs(policy(refused.snapshot(), 0));
        assertThat(policy(first, 0).closed).isFalse();
        assertThat(next.generation()).isEqualTo(2);
    }

    @Test
    void closesNewPoliciesAndNoOthersWhenTheConfigurationIsRejected() {
        List<TestPolicies.Probe> made = new ArrayList<>();
        PolicyType<TestPolicies.NothingConfig> recording =
                PolicyType.of("recording", TestPolicies.NothingConfig.class, (config, context) -> {
                    made.add(new TestPolicies.Probe(config, context));
                    return made.get(made.size() - 1);
                });
        folder = ConfigFolder.in(directory, List.of(recording));
        folder.file("a.yaml", recorded("a", 8081));
        folder.snapshot();
        folder.file("b.yaml", recorded("b", 8082)).file("c.yaml", "kind: Nonsense");

        assertThat(folder.load()).isInstanceOf(LoadResult.Rejected.class);

        assertThat(made).extracting(probe -> probe.closed).containsExactly(false, true);
    }

    @Test
    void compilesAThousandApisWithFourPoliciesEach() {
        for (int i = 0; i < 1000; i++) {
            folder.file("apis/" + i + ".yaml", quota("api-" + i, 8081, i + 1, "/base" + i) + """
                        - {policyRef: {name: cors-flex}}
                        - {policyRef: {name: basic-auth}, config: {username: u, password: p}}
                        - {policyRef: {name: rate-limiting}, config: {rateLimits: [{maximumRequests: 5}]}}
                    """);
        }

        Snapshot snapshot = folder.snapshot();

        assertThat(snapshot.policies()).hasSize(4000);
        assertThat(match(snapshot, "GET", "/base999/x").api().name()).isEqualTo("api-999");
    }

    @Test
    void acceptsASingleFile() throws IOException {
        Path file = Files.writeString(directory.resolve("one.txt"), api("one", "http://127.0.0.1:8081"));
        folder.file("ignored.yaml", "nonsense");

        assertThat(folder.loader().load(file)).isInstanceOf(LoadResult.Loaded.class);
    }

    @Test
    void hashesAFolderAsItsSnapshotIsHashed() {
        folder.file("key.txt", "wonderland\n").file("a.yaml", api("a", "http://0.0.0.0:8081") + """
                  policies:
                    - policyRef: {name: basic-auth}
                      config: {username: demo, password: "${file:key.txt}"}
                """);
        Snapshot snapshot = folder.snapshot();
        assertThat(folder.loader().hash(directory)).isEqualTo(snapshot.hash());

        folder.file("key.txt", "looking glass");

        assertThat(folder.loader().hash(directory)).isNotEqualTo(snapshot.hash());
    }

    @Test
    void warnsWhenAProcessSettingWouldNeedARestart() {
        folder.file("gateway.conf", "threads: 1").file("a.yaml", api("a", "http://0.0.0.0:8081"));
        assertThat(folder.problems().all()).isEmpty();

        folder.file("gateway.conf", "threads: 2");

        assertThat(folder.problems().all()).extracting(Problem::code).containsExactly(ProblemCode.NEEDS_RESTART);
    }

    @Test
    void rejectsABrokenProcessSettingTogetherWithEverythingElse() {
        folder.file("gateway.conf", "threads: 1").file("a.yaml", api("a", "http://0.0.0.0:8081"));
        folder.snapshot();

        folder.file("gateway.conf", "treads: 2");

        assertThat(folder.problems().all()).extracting(Problem::code).containsExactly(ProblemCode.UNKNOWN_KEY);
    }

    @Test
    void namesEveryUpstreamThoseThatPoliciesCallIncluded() {
        folder.file("a.yaml", quota("a", 8081, 3).replace("rateLimits:", "store: http://store, rateLimits:"));
        folder.snapshot();

        Snapshot reloaded = folder.snapshot();

        assertThat(reloaded.upstreams()).extracting(Upstream::name).containsExactlyInAnyOrder("a-backend", "store:80");
    }

    @Test
    void keepsTheTextsOfOneAddressOnceHoweverManyApisUseIt() {
        folder.file("a.yaml", api("cats", "http://0.0.0.0:8081/cats"));
        folder.file("b.yaml", api("dogs", "http://0.0.0.0:8081/dogs"));
        Snapshot snapshot = folder.snapshot();
        Upstream cats = Objects.requireNonNull(match(snapshot, "GET", "/cats").upstream());
        Upstream dogs = Objects.requireNonNull(match(snapshot, "GET", "/dogs").upstream());
        assertThat(cats.name()).isEqualTo("cats-backend");
        assertThat(dogs.name()).isEqualTo("dogs-backend");
        assertThat(cats.meters()).isNotSameAs(dogs.meters());
        assertThat(cats.authority()).isSameAs(dogs.authority()).isEqualTo("127.0.0.1:9001");
    }

    static String api(String name, String address) {
        return """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: %s}
                spec:
                  address: %s
                  services: {backend: {address: "http://127.0.0.1:9001/"}}
                """.formatted(name, address);
    }

    private static String quota(String name, int port, int limit) {
        return quota(name, port, limit, "");
    }

    private static String quota(String name, int port, int limit, String basePath) {
        return api(name, "http://0.0.0.0:" + port + basePath) + """
                  policies:
                    - policyRef: {name: rate-limiting-flex}
                      config: {rateLimits: [{maximumRequests: %d}]}
                """.formatted(limit);
    }

    private static String recorded(String name, int port) {
        return api(name, "http://0.0.0.0:" + port) + "  policies: [{policyRef: {name: recording}}]\n";
    }

    private static TestPolicies.Probe policy(Snapshot snapshot, int listener) {
        RouteTable routes = snapshot.listeners().get(listener).routes();
        return (TestPolicies.Probe) routes.apis().get(0).api().steps().get(0).policy();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static Route match(Snapshot snapshot, String method, String target) {
        RouteTable routes = snapshot.listeners().get(0).routes();
        return Objects.requireNonNull(routes.match(head(method, target, "")));
    }

    private static RequestHead head(String method, String target, String base) {
        int mark = target.indexOf('?');
        RequestHead head = new RequestHead(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? null : target.substring(mark + 1),
                "HTTP/1.1",
                "http",
                "api.test",
                DefaultHttpHeadersFactory.headersFactory().newHeaders(),
                new InetSocketAddress(8081));
        head.basePathLength(base.length());
        return head;
    }
}
