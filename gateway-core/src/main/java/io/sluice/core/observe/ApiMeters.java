package io.sluice.core.observe;

import io.sluice.core.policy.GatewayError;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What is counted for one API. Threading: safe from any thread. */
public final class ApiMeters {
    private final String name;
    private final ConcurrentHashMap<String, RouteMeters> routes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, PolicyMeters> policies = new ConcurrentHashMap<>();
    private final LongAdder[] failures = new LongAdder[GatewayError.values().length];
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder requestBytes = new LongAdder();
    private final LongAdder responseBytes = new LongAdder();
    private final Histogram overhead = new Histogram(Histogram.OVERHEAD);

    ApiMeters(String name) {
        this.name = name;
        for (int i = 0; i < failures.length; i++) {
            failures[i] = new LongAdder();
        }
    }

    public String name() {
        return name;
    }

    public RouteMeters route(String route) {
        return routes.computeIfAbsent(route, RouteMeters::new);
    }

    public PolicyMeters policy(String binding, String type) {
        return policies.computeIfAbsent(binding, key -> new PolicyMeters(binding, type));
    }

    /** Forgets routes and policies that the running configuration no longer has. */
    public void retain(Set<String> routeNames, Set<String> bindings) {
        routes.keySet().retainAll(routeNames);
        policies.keySet().retainAll(bindings);
    }

    public LongAdder failures(GatewayError error) {
        return failures[error.ordinal()];
    }

    public LongAdder inFlight() {
        return inFlight;
    }

    public LongAdder requestBytes() {
        return requestBytes;
    }

    public LongAdder responseBytes() {
        return responseBytes;
    }

    /** Duration less the time spent waiting for the upstream. */
    public Histogram overhead() {
        return overhead;
    }

    public Collection<RouteMeters> routes() {
        return List.copyOf(routes.values());
    }

    public Collection<PolicyMeters> policies() {
        return List.copyOf(policies.values());
    }
}
