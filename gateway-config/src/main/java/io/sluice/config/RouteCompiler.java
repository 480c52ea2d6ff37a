package io.sluice.config;

import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Api;
import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.RouteTable.ApiRoutes;
import io.sluice.core.runtime.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Services and routes of an API → the routes that run, in the order in which they are written. */
final class RouteCompiler {
    private static final String UNROUTED = "_none";

    private final Metrics metrics;
    private final Duration responseTimeout;
    private final Findings findings;

    RouteCompiler(Metrics metrics, Duration responseTimeout, Findings findings) {
        this.metrics = metrics;
        this.responseTimeout = responseTimeout;
        this.findings = findings;
    }

    ApiRoutes compile(LinkedApi linked, Api api) {
        List<Route> routes = new ArrayList<>();
        linked.manifest().spec().services().forEach((name, service) -> addRoutes(routes, api, name, service));
        if (linked.manifest().spec().services().isEmpty()) {
            Node name = linked.manifest().metadata().name();
            String message = "the API `" + linked.name() + "` must have at least one service";
            findings.add(ProblemCode.NO_SERVICES, name, message);
        }
        Route unrouted = new Route(
                api,
                UNROUTED,
                Condition.ALWAYS,
                "",
                null,
                responseTimeout,
                api.meters().route(UNROUTED));
        return new ApiRoutes(api, routes, unrouted);
    }

    private void addRoutes(List<Route> routes, Api api, String service, Manifest.ServiceSpec spec) {
        Address address = Address.parse(spec.address(), findings);
        if (address == null || !hasPort(address, spec)) {
            return;
        }
        if (!address.path().isEmpty()) {
            String message = "the path `" + address.path() + "` of a service address is ignored; use destinationPath";
            findings.add(ProblemCode.IGNORED_PATH, spec.address(), message);
        }
        Upstream upstream = upstream(api.name() + '-' + service, address);
        if (spec.routes().isEmpty()) {
            routes.add(route(api, service + "[0]", Condition.ALWAYS, "", upstream));
        }
        for (int i = 0; i < spec.routes().size(); i++) {
            Manifest.RouteSpec route = spec.routes().get(i);
            String destination = destination(route.config().destinationPath());
            routes.add(route(api, service + '[' + i + ']', Rules.condition(route.rules()), destination, upstream));
        }
    }

    private boolean hasPort(Address address, Manifest.ServiceSpec spec) {
        if (address.port() == 0) {
            String message = "address must have a port between 1 and 65535 but has 0";
            findings.add(ProblemCode.INVALID_ADDRESS, spec.address(), message);
        }
        return address.port() != 0;
    }

    private Upstream upstream(String name, Address address) {
        EndpointKey endpoint = new EndpointKey(address.host(), address.port(), address.tls());
        return Upstream.of(name, endpoint, metrics.upstream(name));
    }

    private Route route(Api api, String name, Condition rules, String destination, Upstream upstream) {
        return new Route(
                api,
                name,
                rules,
                destination,
                upstream,
                responseTimeout,
                api.meters().route(name));
    }

    private static String destination(String written) {
        String path = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        return path.isEmpty() || path.startsWith("/") ? path : '/' + path;
    }
}
