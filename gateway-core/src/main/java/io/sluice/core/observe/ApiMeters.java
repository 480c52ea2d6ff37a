package io.sluice.core.observe;

import io.sluice.core.policy.GatewayError;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted for one API. Threading: safe from any thread. */
public final class ApiMeters {
    // From the number in flight on, what a usual request counts lies side by side.
    private static final int REQUEST_BYTES = 0;
    private static final int IN_FLIGHT = 1;
    private static final int RESPONSE_BYTES = 2;
    private static final int OVERHEAD = 3;
    private static final int FAILURES = OVERHEAD + Buckets.OVERHEAD.cells();
    private static final int CELLS = FAILURES + GatewayError.values().length;

    private final String name;
    private final ConcurrentHashMap<String, RouteMeters> routes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, PolicyMeters> policies = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final int first;

    ApiMeters(String name, Ledger ledger) {
        this.name = name;
        this.ledger = ledger;
        first = ledger.open(this, CELLS);
    }

    public String name() {
        return name;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The first of its cells. */
    int first() {
        return first;
    }

    public RouteMeters route(String route) {
        return routes.computeIfAbsent(route, key -> new RouteMeters(route, ledger));
    }

    public PolicyMeters policy(String binding, String type) {
        return policies.computeIfAbsent(binding, key -> new PolicyMeters(binding, type, ledger));
    }

    /** Forgets routes and policies that the running configuration no longer has. */
    public void retain(Set<String> routeNames, Set<String> bindings) {
        routes.keySet().retainAll(routeNames);
        policies.keySet().retainAll(bindings);
    }

    static void began(Ledger ledger, ApiMeters owner, int first) {
        ledger.add(owner, first + IN_FLIGHT, 1);
    }

    /**
     * Counts a request that {@link #began}.
     *
     * @param overheadNanos its duration less the time spent waiting for the upstream
     */
    static void ended(Ledger.Book book, int first, long requestBytes, long responseBytes, long overheadNanos) {
        book.add(first + IN_FLIGHT, -1);
        if (requestBytes > 0) {
            book.add(first + REQUEST_BYTES, requestBytes);
        }
        if (responseBytes > 0) {
            book.add(first + RESPONSE_BYTES, responseBytes);
        }
        Buckets.OVERHEAD.record(book, first + OVERHEAD, overheadNanos);
    }

    public void failed(GatewayError error) {
        ledger.add(this, first + FAILURES + error.ordinal(), 1);
    }

    public long failures(GatewayError error) {
        return ledger.sum(first + FAILURES + error.ordinal());
    }

    public long inFlight() {
        return ledger.sum(first + IN_FLIGHT);
    }

    public long requestBytes() {
        return ledger.sum(first + REQUEST_BYTES);
    }

    public long responseBytes() {
        return ledger.sum(first + RESPONSE_BYTES);
    }

    /** Duration less the time spent waiting for the upstream. */
    public Histogram overhead() {
        return Buckets.OVERHEAD.read(ledger, first + OVERHEAD);
    }

    public Collection<RouteMeters> routes() {
        return List.copyOf(routes.values());
    }

    public Collection<PolicyMeters> policies() {
        return List.copyOf(policies.values());
    }
}
