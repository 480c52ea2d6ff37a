package io.sluice.core.observe;

/**
 * Where {@link ExchangeMeters} count the exchanges of a route. A route has these numbers in itself: with many routes each object more to look at is one
 * that no cache holds. Who has it keeps its meters from being forgotten.
 */
public interface Counted {
    /** {@link ApiMeters#cells()} of its API. */
    int apiCells();

    /** {@link RouteMeters#usual()}; not asked for if there is no upstream. */
    int usualCells();

    /** {@link UpstreamMeters#durations()} of its upstream; not asked for if there is none. */
    int upstreamCells();

    /** Counts what {@link #usualCells()} does not. */
    RouteMeters meters();
}
