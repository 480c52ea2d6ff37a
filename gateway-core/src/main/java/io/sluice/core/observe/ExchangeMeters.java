package io.sluice.core.observe;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Counts the exchanges of one route: with its API, by their labels on the route, and with its upstream. It keeps the numbers of all their cells itself, so
 * that an exchange finds them in one object; with many routes, the meters are seldom in the caches.
 *
 * <p>Threading: safe from any thread.
 */
public final class ExchangeMeters {
    private static final long NONE = -1;

    private final RouteMeters route;
    private final ApiMeters api;
    private final @Nullable UpstreamMeters upstream;
    private final Ledger ledger;
    private final int apiCells;
    private final int upstreamDurations;

    /** The labels of the first exchange and where their durations are, in one word, so that no thread sees the one without the other. */
    private volatile long usual = NONE;

    /**
     * All of one {@link Metrics}.
     *
     * @param upstream null if the route has none
     */
    public ExchangeMeters(ApiMeters api, RouteMeters route, @Nullable UpstreamMeters upstream) {
        this.api = api;
        this.route = route;
        this.upstream = upstream;
        ledger = api.ledger();
        apiCells = api.first();
        upstreamDurations = upstream == null ? 0 : upstream.durations();
    }

    /** Counts an exchange as in flight. */
    public void began() {
        ApiMeters.began(ledger, api, apiCells);
    }

    /**
     * Counts an exchange that {@link #began}.
     *
     * @param overheadNanos its duration less the time spent waiting for the upstream
     */
    public void ended(long requestBytes, long responseBytes, long overheadNanos) {
        try {
            ApiMeters.ended(ledger.own(), apiCells, requestBytes, responseBytes, overheadNanos);
        } finally {
            Reference.reachabilityFence(api);
        }
    }

    /** Counts an exchange by its labels. */
    public void took(String method, int status, Source source, long durationNanos) {
        int durations = durations(RouteMeters.key(method, status, source));
        Buckets.REQUEST.record(ledger, route, durations, durationNanos);
    }

    /** @param nanos from the request sent to the response head of the upstream, if the route has one */
    public void waited(long nanos) {
        if (upstream != null) {
            Buckets.REQUEST.record(ledger, upstream, upstreamDurations, nanos);
        }
    }

    private int durations(int key) {
        long known = usual;
        if ((int) (known >> Integer.SIZE) == key) {
            return (int) known;
        }
        int durations = route.durations(key);
        if (known == NONE) {
            usual = (long) key << Integer.SIZE | durations;
        }
        return durations;
    }
}
