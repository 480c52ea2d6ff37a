package io.sluice.core.observe;

import io.sluice.core.policy.GatewayError;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted for one API. Threading: safe from any thread. */
public final class ApiMeters {
    private static final int IN_FLIGHT = 0;
    private static final int REQUEST_BYTES = 1;
    private static final int RESPONSE_BYTES = 2;
    private static final int OVERHEAD = 3;
    private static final int FAILURES = OVERHEAD + Buckets.OVERHEAD.counters();

    private final String name;
    private final ConcurrentHashMap<String, RouteMeters> routes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, PolicyMeters> policies = new ConcurrentHashMap<>();
    private final Counters counters = new Counters(FAILURES + GatewayError.values().length);

    ApiMeters(String name) {
        this.name = name;
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

    public void began() {
        counters.add(IN_FLIGHT, 1);
    }

    /**
     * Counts a request that {@link #began}.
     *
     * @param overheadNanos its duration less the time spent waiting for the upstream
     */
    public void ended(long requestBytes, long responseBytes, long overheadNanos) {
        counters.add(IN_FLIGHT, -1);
        if (requestBytes > 0) {
            counters.add(REQUEST_BYTES, requestBytes);
        }
        if (responseBytes > 0) {
            counters.add(RESPONSE_BYTES, responseBytes);
        }
        Buckets.OVERHEAD.record(counters, OVERHEAD, overheadNanos);
    }

    public void failed(GatewayError error) {
        counters.add(FAILURES + error.ordinal(), 1);
    }

    public long failures(GatewayError error) {
        return counters.sum(FAILURES + error.ordinal());
    }

    public long inFlight() {
        return counters.sum(IN_FLIGHT);
    }

    public long requestBytes() {
        return counters.sum(REQUEST_BYTES);
    }

    public long responseBytes() {
        return counters.sum(RESPONSE_BYTES);
    }

    /** Duration less the time spent waiting for the upstream. */
    public Histogram overhead() {
        return Buckets.OVERHEAD.read(counters, OVERHEAD);
    }

    public Collection<RouteMeters> routes() {
        return List.copyOf(routes.values());
    }

    public Collection<PolicyMeters> policies() {
        return List.copyOf(policies.values());
    }
}
