package io.sluice.core.observe;

import io.sluice.core.policy.GatewayError;

/** What is counted for one upstream. Threading: safe from any thread. */
public final class UpstreamMeters {
    private static final int ACTIVE = 0;
    private static final int IDLE = 1;
    private static final int PENDING = 2;
    private static final int RETRIES = 3;
    private static final int DURATION = 4;
    private static final int CONNECT = DURATION + Buckets.REQUEST.counters();
    private static final int FAILURES = CONNECT + Buckets.CONNECT.counters();

    private final String name;
    private final Counters counters = new Counters(FAILURES + GatewayError.values().length);

    UpstreamMeters(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** @param more by how many the connections that carry a request have become more, or fewer */
    public void active(int more) {
        counters.add(ACTIVE, more);
    }

    /** @param more by how many the connections kept for reuse have become more, or fewer */
    public void idle(int more) {
        counters.add(IDLE, more);
    }

    /** @param more by how many the connections being made have become more, or fewer */
    public void pending(int more) {
        counters.add(PENDING, more);
    }

    public void retried() {
        counters.add(RETRIES, 1);
    }

    public void failed(GatewayError error) {
        counters.add(FAILURES + error.ordinal(), 1);
    }

    /** @param nanos name lookup, TCP and TLS */
    public void connected(long nanos) {
        Buckets.CONNECT.record(counters, CONNECT, nanos);
    }

    /** @param nanos from the request sent to the response head */
    public void answered(long nanos) {
        Buckets.REQUEST.record(counters, DURATION, nanos);
    }

    /** Connections that carry a request. */
    public long active() {
        return counters.sum(ACTIVE);
    }

    /** Connections kept for reuse. */
    public long idle() {
        return counters.sum(IDLE);
    }

    /** Connections being made. */
    public long pending() {
        return counters.sum(PENDING);
    }

    public long retries() {
        return counters.sum(RETRIES);
    }

    public long failures(GatewayError error) {
        return counters.sum(FAILURES + error.ordinal());
    }

    /** Name lookup, TCP and TLS. */
    public Histogram connect() {
        return Buckets.CONNECT.read(counters, CONNECT);
    }

    /** From the request sent to the response head. */
    public Histogram duration() {
        return Buckets.REQUEST.read(counters, DURATION);
    }
}
