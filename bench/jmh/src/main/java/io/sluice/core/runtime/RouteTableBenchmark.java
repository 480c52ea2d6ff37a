package io.sluice.core.runtime;

import io.sluice.core.observe.Metrics;
import io.sluice.core.policy.RequestHead;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a path to its route, among few and many APIs. Each API has a route whose rule is compared as text and one that needs the regular expression
 * engine. Requests ask for up to 512 APIs in turn, so that one API alone does not stay in the processor's caches.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RouteTableBenchmark {
    private static final int REQUESTS = 512;

    @Param({"1", "1000", "10000"})
    public int apis;

    private final Metrics metrics = new Metrics();
    private RouteTable table;
    private RequestHead[] prefix;
    private RequestHead[] regex;
    private RequestHead[] noRoute;
    private RequestHead[] noApi;
    private int turn;

    @Setup
    public void fill() {
        table = new RouteTable(IntStream.range(0, apis).mapToObj(this::api).toList());
        prefix = requests(api -> basePath(api) + "/orders/4711/items");
        regex = requests(api -> basePath(api) + "/customers/4711/invoices");
        noRoute = requests(api -> basePath(api) + "/suppliers/4711/items");
        noApi = requests(api -> basePath(api) + "x/orders/4711/items");
    }

    @Benchmark
    public @Nullable Route prefixRule() {
        return match(prefix);
    }

    @Benchmark
    public @Nullable Route regexRule() {
        return match(regex);
    }

    @Benchmark
    public @Nullable Route noRouteMatches() {
        return match(noRoute);
    }

    @Benchmark
    public @Nullable Route noApiMatches() {
        return match(noApi);
    }

    private @Nullable Route match(RequestHead[] requests) {
        return table.match(requests[turn++ & REQUESTS - 1]);
    }

    private RequestHead[] requests(IntFunction<String> path) {
        return IntStream.range(0, REQUESTS)
                .mapToObj(i -> Requests.get(path.apply(i * 31 % apis)))
                .toArray(RequestHead[]::new);
    }

    private static String basePath(int api) {
        return "/company/api" + api;
    }

    private RouteTable.ApiRoutes api(int number) {
        Api api = new Api("api" + number, basePath(number), List.of(), metrics.api("api"));
        Route orders = route(api, "orders[0]", path("/orders(/.*)"));
        Route invoices = route(api, "invoices[0]", path("/customers/[0-9]+/invoices"));
        return new RouteTable.ApiRoutes(api, List.of(orders, invoices), route(api, "_none", Condition.ALWAYS));
    }

    private static Condition path(String regex) {
        return new Condition(
                List.of(new Rule(PathMatcher.compile(regex), TextMatcher.ANY, TextMatcher.ANY, List.of())));
    }

    private static Route route(Api api, String name, Condition rules) {
        return new Route(api, name, rules, "", null, Duration.ZERO, api.meters().route(name));
    }
}
