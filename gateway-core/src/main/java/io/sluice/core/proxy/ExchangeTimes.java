package io.sluice.core.proxy;

/** When what happened to one exchange, in nanoseconds of the monotonic clock; 0 for what did not happen. */
final class ExchangeTimes {
    private final long start;
    private long sent;
    private long answered;
    private long delivered;
    private long end;

    ExchangeTimes(long start) {
        this.start = start;
    }

    long start() {
        return start;
    }

    /** An upstream connection took the request head. */
    void sent(long now) {
        sent = now;
        answered = 0;
    }

    void answered(long now) {
        answered = now;
    }

    /** The response head was handed to the client's connection. */
    void delivered(long now) {
        delivered = now;
    }

    /** Nothing is left to be done. */
    void ended(long now) {
        end = now;
    }

    long end() {
        return end;
    }

    /** Between request and response head. */
    long upstream() {
        return sent == 0 ? 0 : (answered == 0 ? end : answered) - sent;
    }

    /** What the gateway took for itself: up to the response head, less the wait for the upstream. */
    long overhead() {
        return (delivered == 0 ? end : delivered) - start - upstream();
    }
}
