package io.sluice.core.proxy;

import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Api;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.PolicyStep;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.RouteTable;
import io.sluice.core.runtime.Snapshot;
import io.sluice.core.runtime.Upstream;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Forgets the series of everything that an installed snapshot no longer has, so that reloads leave none behind. */
record MeterSweep(Snapshot snapshot) {
    void run(Metrics metrics) {
        snapshot.listeners().stream()
                .flatMap(listener -> listener.routes().apis().stream())
                .forEach(MeterSweep::sweep);
        metrics.retain(
                snapshot.listeners().stream()
                        .flatMap(listener -> listener.routes().apis().stream())
                        .map(entry -> entry.api().name())
                        .collect(Collectors.toSet()),
                names(snapshot.upstreams().stream().map(Upstream::name)),
                names(snapshot.listeners().stream().map(Listener::meters).map(meters -> meters.name())));
    }

    private static void sweep(RouteTable.ApiRoutes entry) {
        Api api = entry.api();
        Stream<Route> routes = Stream.concat(entry.routes().stream(), Stream.of(entry.unrouted()));
        api.meters()
                .retain(
                        names(routes.map(Route::name)),
                        names(api.steps().stream().map(PolicyStep::binding)));
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toSet());
    }
}
