package io.sluice.core.observe;

import io.sluice.core.policy.GatewayError;

/** What is counted for one upstream. Threading: safe from any thread. */
public final class UpstreamMeters {
    private static final int OPEN = 0;
    private static final int ACTIVE = 1;
    private static final int DURATION = 2;
    private static final int PENDING = DURATION + Buckets.REQUEST.cells();
    private static final int RETRIES = PENDING + 1;
    private static final int CONNECT = RETRIES + 1;
    private static final int FAILURES = CONNECT + Buckets.CONNECT.cells();
    private static final int CELLS = FAILURES + GatewayError.values().length;

    private final String name;
    private final Ledger ledger;
    private final int first;

    UpstreamMeters(String name, Ledger ledger) {
        this.name = name;
        this.ledger = ledger;
        first = ledger.open(this, CELLS);
    }

    public String name() {
        return name;
    }

    /** @param more by how many the connections that carry a request have become more, or fewer */
    public void active(int more) {
        ledger.add(this, first + ACTIVE, more);
    }

    /** @param more by how many the connections that are made and not closed have become more, or fewer */
    public void open(int more) {
        ledger.add(this, first + OPEN, more);
    }

    /** @param more by how many the connections being made have become more, or fewer */
    public void pending(int more) {
        ledger.add(this, first + PENDING, more);
    }

    public void retried() {
        ledger.add(this, first + RETRIES, 1);
    }

    public void failed(GatewayError error) {
        ledger.add(this, first + FAILURES + error.ordinal(), 1);
    }

    /** @param nanos name lookup, TCP and TLS */
    public void connected(long nanos) {
        Buckets.CONNECT.record(ledger, this, first + CONNECT, nanos);
    }

    /** Where the histogram of the times from the request sent to the response head begins. */
    int durations() {
        return first + DURATION;
    }

    /** Connections that carry a request. */
    public long active() {
        return ledger.sum(first + ACTIVE);
    }

    /** Connections kept for reuse. */
    public long idle() {
        return Math.max(0, ledger.sum(first + OPEN) - ledger.sum(first + ACTIVE));
    }

    /** Connections being made. */
    public long pending() {
        return ledger.sum(first + PENDING);
    }

    public long retries() {
        return ledger.sum(first + RETRIES);
    }

    public long failures(GatewayError error) {
        return ledger.sum(first + FAILURES + error.ordinal());
    }

    /** Name lookup, TCP and TLS. */
    public Histogram connect() {
        return Buckets.CONNECT.read(ledger, first + CONNECT);
    }

    /** From the request sent to the response head. */
    public Histogram duration() {
        return Buckets.REQUEST.read(ledger, durations());
    }
}
