package io.sluice.config;

import io.sluice.core.observe.Metrics;
import io.sluice.core.observe.RouteMeters;
import io.sluice.core.observe.UpstreamMeters;
import io.sluice.core.runtime.Api;
import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.RouteTable.ApiRoutes;
import io.sluice.core.runtime.Upstream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Linked routes of an API → the routes that run, and the same for people. */
final class RouteCompiler {
    private static final String UNROUTED = "_none";

    private final Metrics metrics;
    private final ResponseTimeouts timeouts;
    private final Findings findings;
    /** The first upstream at each address: others there have the same texts, which are kept once. */
    private final Map<EndpointKey, Upstream> firstAt = new HashMap<>();

    RouteCompiler(Metrics metrics, ResponseTimeouts timeouts, Findings findings) {
        this.metrics = metrics;
        this.timeouts = timeouts;
        this.findings = findings;
    }

    /** How long upstreams of the API may take to answer; what is wrong with that is found each time. */
    Duration timeout(LinkedApi linked) {
        return timeouts.of(linked);
    }

    ApiRoutes compile(LinkedApi linked, Api api, Duration timeout) {
        if (linked.routes().isEmpty()) {
            String message = "the API `" + linked.name()
                    + "` has no service and no route policy: what its policies do not answer is answered with 404";
            findings.add(ProblemCode.NO_ROUTE, linked.manifest().metadata().name(), message);
        }
        List<Route> routes = linked.routes().stream()
                .map(route -> route(api, route, timeout))
                .toList();
        RouteMeters meters = api.meters().route(UNROUTED);
        return new ApiRoutes(api, routes, new Route(api, UNROUTED, Condition.ALWAYS, "", null, timeout, meters));
    }

    /** What {@link #compile} makes of the routes. */
    List<EffectiveConfig.Route> effective(LinkedApi linked, Duration timeout) {
        return linked.routes().stream()
                .map(route -> new EffectiveConfig.Route(
                        route.name(),
                        route.at().place(),
                        route.order(),
                        Rules.effective(route.rules()),
                        route.destinations().stream()
                                .map(RouteCompiler::effective)
                                .toList(),
                        timeout))
                .toList();
    }

    private Route route(Api api, LinkedRoute linked, Duration timeout) {
        Condition rules = Rules.condition(linked.rules());
        RouteMeters meters = api.meters().route(linked.name());
        List<Route.Share> shares = linked.destinations().stream()
                .map(destination -> new Route.Share(
                        destination.weight(),
                        new Route(
                                api,
                                linked.name(),
                                rules,
                                prefix(api, destination.path()),
                                upstream(destination),
                                timeout,
                                meters)))
                .toList();
        return shares.size() == 1
                ? shares.get(0).route()
                : shares.get(0).route().shared(shares);
    }

    private Upstream upstream(LinkedRoute.Destination destination) {
        Address address = destination.address();
        EndpointKey endpoint = new EndpointKey(address.host(), address.port(), address.tls());
        UpstreamMeters meters = metrics.upstream(destination.upstream());
        Upstream first = firstAt.computeIfAbsent(endpoint, at -> Upstream.of(destination.upstream(), at, meters));
        return new Upstream(destination.upstream(), first.endpoint(), first.authority(), meters);
    }

    /** The base path itself where it is put back, so that the two are equal at first sight. */
    private static String prefix(Api api, String written) {
        String path = prefix(written);
        return path.equals(api.basePath()) ? api.basePath() : path;
    }

    private static EffectiveConfig.Destination effective(LinkedRoute.Destination destination) {
        return new EffectiveConfig.Destination(
                destination.upstream(),
                destination.address().origin(),
                destination.written().at().place(),
                prefix(destination.path()),
                destination.weight());
    }

    private static String prefix(String written) {
        String path = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        return path.isEmpty() || path.startsWith("/") ? path : '/' + path;
    }
}
