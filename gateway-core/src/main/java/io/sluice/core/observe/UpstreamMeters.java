package io.sluice.core.observe;

import io.sluice.core.policy.GatewayError;
import java.util.concurrent.atomic.LongAdder;

/** What is counted for one upstream. Threading: safe from any thread. */
public final class UpstreamMeters {
    private final String name;
    private final LongAdder active = new LongAdder();
    private final LongAdder idle = new LongAdder();
    private final LongAdder pending = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder[] failures = new LongAdder[GatewayError.values().length];
    private final Histogram connect = new Histogram(Histogram.CONNECT);
    private final Histogram duration = new Histogram(Histogram.REQUEST);

    UpstreamMeters(String name) {
        this.name = name;
        for (int i = 0; i < failures.length; i++) {
            failures[i] = new LongAdder();
        }
    }

    public String name() {
        return name;
    }

    /** Connections that carry a request. */
    public LongAdder active() {
        return active;
    }

    /** Connections kept for reuse. */
    public LongAdder idle() {
        return idle;
    }

    /** Connections being made. */
    public LongAdder pending() {
        return pending;
    }

    public LongAdder retries() {
        return retries;
    }

    public LongAdder failures(GatewayError error) {
        return failures[error.ordinal()];
    }

    /** Name lookup, TCP and TLS. */
    public Histogram connect() {
        return connect;
    }

    /** Request sent to response complete, per attempt. */
    public Histogram duration() {
        return duration;
    }
}
