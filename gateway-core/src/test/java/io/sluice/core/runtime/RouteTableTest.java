package io.sluice.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.policy.RequestHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private final Metrics metrics = new Metrics();
    private final Upstream upstream =
            Upstream.of("u", new EndpointKey("127.0.0.1", 9001, false), metrics.upstream("u"));

    private Route route(Api api, String name, String destination, String... paths) {
        List<Rule> rules = new ArrayList<>();
        for (String path : paths) {
            rules.add(new Rule(PathMatcher.compile(path), TextMatcher.ANY, TextMatcher.ANY, List.of()));
        }
        return route(api, name, destination, new Condition(rules));
    }

    private Route route(Api api, String name, String destination, Condition rules) {
        return new Route(
                api,
                name,
                rules,
                destination,
                upstream,
                Duration.ofSeconds(1),
                api.meters().route(name));
    }

    private Api api(String name, String basePath) {
        ApiMeters meters = metrics.api(name);
        return new Api(name, basePath, List.of(), meters);
    }

    private RouteTable.ApiRoutes routes(Api api, List<Route> routes) {
        Route none = new Route(
                api,
                "_none",
                Condition.ALWAYS,
                "",
                null,
                Duration.ofSeconds(1),
                api.meters().route("_none"));
        return new RouteTable.ApiRoutes(api, routes, none);
    }

    private static @Nullable String name(@Nullable Route route) {
        return route == null ? null : route.name();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'', /shop/.*, '', /shop/cart/7, /shop/cart/7",
                "'', /shop(/.*), '', /shop/cart/7, /cart/7",
                "'', /shop/.*, /v9, /shop/cart/7, /v9/shop/cart/7",
                "'', /shop(/.*), /v9, /shop/cart/7, /v9/cart/7",
                "/shop, /cart/.*, '', /shop/cart/7, /cart/7",
                "/shop, /cart(/.*), '', /shop/cart/7, /7",
                "/shop, /cart/.*, /v9, /shop/cart/7, /v9/cart/7",
                "/shop, /cart(/.*), /v9, /shop/cart/7, /v9/7",
                "/shop, /shop/cart/.*, '', /shop/cart/7, none",
                "/shop, /cart(/.*)/line(/.*), '', /shop/cart/7/line/2, /7/2",
                "/shop, /cart(/.*)/line(/.*), /v9, /shop/cart/7/line/2, /v9/7/2",
                "'', /old/([^/]+)/x(/.*), /new, /old/42/x/y, /new/42/y",
                "/catalog, .*, /store, /catalog, /store/"
            })
    void rewritesAsFlexGatewayDocumentsIt(
            String base, String rule, String destination, String request, @Nullable String upstreamPath) {
        assertThat(target(base, rule, destination, request)).isEqualTo(upstreamPath);
    }

    @ParameterizedTest
    @CsvSource({
        "/shop, /shop, /shop/cart?x=1, /shop/cart?x=1",
        "/shop, /shop, /shop/, /shop/",
        "/shop, /shop, /shop, /shop/",
        "/shop, /shop, /shop?x=1, /shop/?x=1",
        "/shop, /shopping, /shop/cart, /shopping/cart",
        "/shop, '', /shop/cart, /cart",
        "'', '', /, /",
        "'', '', /shop?, /shop?"
    })
    void putsTheDestinationInPlaceOfTheBasePath(String base, String destination, String request, String upstreamPath) {
        Api api = api("a", base);
        assertThat(target(api, route(api, "r", destination), request)).isEqualTo(upstreamPath);
        assertThat(target(api, route(api, "r", destination, ".*"), request)).isEqualTo(upstreamPath);
    }

    /** What is captured may meet in a dot segment that the request did not have. */
    @ParameterizedTest
    @CsvSource({
        "/api(/.*)x(.*), /api/.x./secret, /in/secret",
        "/(.)a(.*), /.a./secret, /in/secret",
        "/(.)x(.)y(/.*), /.x.y/secret, /in/secret"
    })
    void rN4CapturesNeverLeaveTheDestination(String rule, String request, String upstreamPath) {
        assertThat(target("", rule, "/in", request)).isEqualTo(upstreamPath);
    }

    private @Nullable String target(String base, String rule, String destination, String request) {
        Api api = api("a", base);
        return target(api, route(api, "r", destination, rule), request);
    }

    private @Nullable String target(Api api, Route route, String request) {
        RouteTable table = new RouteTable(List.of(routes(api, List.of(route))));
        RequestHead head = Requests.get(request);
        Route found = Objects.requireNonNull(table.match(head));
        return found.upstream() == null ? null : found.target(head);
    }

    @Test
    void rN4MatchesBasePathsOnSegmentBoundariesOnly() {
        Api api = api("a", "/shop");
        RouteTable table = new RouteTable(List.of(routes(api, List.of(route(api, "r", "")))));
        assertThat(name(table.match(Requests.get("/shop")))).isEqualTo("r");
        assertThat(name(table.match(Requests.get("/shop/")))).isEqualTo("r");
        assertThat(table.match(Requests.get("/shopping"))).isNull();
        assertThat(table.match(Requests.get("/"))).isNull();
    }

    @Test
    void findsEachOfTenThousandApis() {
        List<RouteTable.ApiRoutes> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Api api = api("api" + i, "/team" + i % 7 + "/api" + i);
            all.add(routes(api, List.of(route(api, "r" + i, ""))));
        }
        RouteTable table = new RouteTable(all);
        for (int i = 0; i < 10_000; i++) {
            RequestHead head = Requests.get("/team" + i % 7 + "/api" + i + "/x/y");
            assertThat(name(table.match(head))).isEqualTo("r" + i);
            assertThat(head.apiPath()).isEqualTo("/x/y");
        }
        assertThat(table.match(Requests.get("/team1/api0"))).isNull();
    }

    @Test
    void theFirstRouteThatMatchesWinsWithAndWithoutAnIndex() {
        Random random = new Random(7);
        List<String> patterns = List.of(
                "/a/.*", "/a(/.*)", "/a/b", "/a/b/.*", ".*", "/[ab]/.*", "/b|/a/c", "/a/b(/.*)/c", "/c.*", "/a");
        List<String> paths = List.of("/", "/a", "/a/b", "/a/b/c", "/a/b/x/c", "/b", "/b/c", "/a/c", "/cc/d", "/z");
        for (int round = 0; round < 300; round++) {
            Api api = api("a", "");
            List<Route> routes = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                routes.add(route(api, "r" + i, "", patterns.get(random.nextInt(patterns.size()))));
            }
            RouteTable table = new RouteTable(List.of(routes(api, routes)));
            for (String path : paths) {
                RequestHead head = Requests.get(path);
                String expected = routes.stream()
                        .filter(route -> route.rules().holds(head))
                        .map(Route::name)
                        .findFirst()
                        .orElse("_none");
                assertThat(name(table.match(head))).as(path).isEqualTo(expected);
            }
        }
    }

    @Test
    void rN3ARuleNeedsItsMethodHostAndHeaders() {
        Api api = api("a", "");
        Rule rule = new Rule(
                PathMatcher.ANY,
                TextMatcher.compile("GET|HEAD"),
                TextMatcher.compile("api\\.test"),
                List.of(new Rule.HeaderRule("x-channel", TextMatcher.compile("web|app"))));
        RouteTable table =
                new RouteTable(List.of(routes(api, List.of(route(api, "r", "", new Condition(List.of(rule)))))));
        assertThat(name(table.match(Requests.of("GET", "API.test:8081", "/", "X-Channel", "web"))))
                .isEqualTo("r");
        assertThat(name(table.match(Requests.of("POST", "api.test", "/", "x-channel", "web"))))
                .isEqualTo("_none");
        assertThat(name(table.match(Requests.of("GET", "apixtest", "/", "x-channel", "web"))))
                .isEqualTo("_none");
        assertThat(name(table.match(Requests.of("GET", "api.test.evil", "/", "x-channel", "web"))))
                .isEqualTo("_none");
        assertThat(name(table.match(Requests.of("GETS", "api.test", "/", "x-channel", "web"))))
                .isEqualTo("_none");
        assertThat(name(table.match(Requests.of("GET", "api.test", "/", "x-channel", "webs"))))
                .isEqualTo("_none");
        assertThat(name(table.match(Requests.of("GET", "api.test", "/", "x-channel", "tv"))))
                .isEqualTo("_none");
        assertThat(name(table.match(Requests.of("GET", "api.test", "/")))).isEqualTo("_none");
    }
}
