package io.sluice.core.observe;

import java.lang.ref.Reference;

/**
 * Counts exchanges: with their API, by their labels on the route, and with their upstream. Where, they ask the route only, so that a usual exchange sees
 * none of the meters.
 *
 * <p>Threading: safe from any thread.
 */
public final class ExchangeMeters {
    private final Ledger ledger;

    ExchangeMeters(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Counts an exchange as in flight. */
    public void began(Counted route) {
        ApiMeters.began(ledger, route, route.apiCells());
    }

    /**
     * Counts an exchange that {@link #began}.
     *
     * @param overheadNanos its duration less the time spent waiting for the upstream
     */
    public void ended(Counted route, long requestBytes, long responseBytes, long overheadNanos) {
        try {
            ApiMeters.ended(ledger.own(), route.apiCells(), requestBytes, responseBytes, overheadNanos);
        } finally {
            Reference.reachabilityFence(route);
        }
    }

    /** Counts an exchange by its labels. */
    public void took(Counted route, String method, int status, Source source, long durationNanos) {
        int labels = RouteMeters.key(method, status, source);
        int usual = labels == RouteMeters.USUAL ? route.usualCells() : Ledger.NONE;
        int cells = usual == Ledger.NONE ? route.meters().durations(labels) : usual;
        Buckets.REQUEST.record(ledger, route, cells, durationNanos);
    }

    /** @param nanos from the request sent to the response head of the upstream of this route */
    public void waited(Counted route, long nanos) {
        Buckets.REQUEST.record(ledger, route, route.upstreamCells(), nanos);
    }
}
