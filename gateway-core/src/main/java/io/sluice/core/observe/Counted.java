package io.sluice.core.observe;

/**
 * Where {@link ExchangeMeters} count the exchanges of a route. A route has these numbers in itself: with many routes each object more to look at is one
 * that no cache holds. It refers to the meters of its API, route and upstream: as long as it is held, nobody else gets their cells.
 */
public interface Counted {
    /** {@link ApiMeters#cells()} of its API. */
    int apiCells();

    /** {@link RouteMeters#usual()}; 0 if there is no upstream. */
    int usualCells();

    /** {@link UpstreamMeters#durations()} of its upstream; 0 if there is none. */
    int upstreamCells();

    /** Counts what {@link #usualCells()} does not. */
    RouteMeters meters();
}
