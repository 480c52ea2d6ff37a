package io.sluice.core.observe;

import io.sluice.core.policy.GatewayError;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted for one API. Threading: safe from any thread. */
public final class ApiMeters {
    // What a usual request counts comes first and lies side by side.
    private static final int IN_FLIGHT = 0;
    private static final int RESPONSE_BYTES = 1;
    private static final int OVERHEAD = 2;
    private static final int REQUEST_BYTES = OVERHEAD + Buckets.OVERHEAD.cells();
    private static final int CELLS = REQUEST_BYTES + 1;

    private final String name;
    private final ConcurrentHashMap<String, RouteMeters> routes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, PolicyMeters> policies = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final int first;
    private final Seldom failures;

    ApiMeters(String name, Ledger ledger) {
        this.name = name;
        this.ledger = ledger;
        first = ledger.open(this, CELLS);
        failures = new Seldom(ledger, GatewayError.values().length);
    }

    public String name() {
        return name;
    }

    /** The first of its cells, for {@link ExchangeMeters}. */
    public int cells() {
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

    static void began(Ledger ledger, Object owner, int first) {
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
        failures.add(error.ordinal(), 1);
    }

    public long failures(GatewayError error) {
        return failures.sum(error.ordinal());
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
        return Buckets.OVERHEAD.read(ledger::sum, first + OVERHEAD);
    }

    public Collection<RouteMeters> routes() {
        return List.copyOf(routes.values());
    }

    public Collection<PolicyMeters> policies() {
        return List.copyOf(policies.values());
    }
}
