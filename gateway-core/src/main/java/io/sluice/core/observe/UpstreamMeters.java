package io.sluice.core.observe;

import io.sluice.core.policy.GatewayError;

/** What is counted for one upstream. Threading: safe from any thread. */
public final class UpstreamMeters {
    // What each request counts.
    private static final int ACTIVE = 0;
    private static final int DURATION = 1;
    private static final int CELLS = DURATION + Buckets.REQUEST.cells();

    // What connections and failures count.
    private static final int OPEN = 0;
    private static final int PENDING = 1;
    private static final int RETRIES = 2;
    private static final int CONNECT = 3;
    private static final int FAILURES = CONNECT + Buckets.CONNECT.cells();
    private static final int SELDOM = FAILURES + GatewayError.values().length;

    private final String name;
    private final Ledger ledger;
    private final int first;
    private final Seldom seldom;

    UpstreamMeters(String name, Ledger ledger) {
        this.name = name;
        this.ledger = ledger;
        first = ledger.open(this, CELLS);
        seldom = new Seldom(ledger, SELDOM);
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
        seldom.add(OPEN, more);
    }

    /** @param more by how many the connections being made have become more, or fewer */
    public void pending(int more) {
        seldom.add(PENDING, more);
    }

    public void retried() {
        seldom.add(RETRIES, 1);
    }

    public void failed(GatewayError error) {
        seldom.add(FAILURES + error.ordinal(), 1);
    }

    /** @param nanos name lookup, TCP and TLS */
    public void connected(long nanos) {
        seldom.record(Buckets.CONNECT, CONNECT, nanos);
    }

    /** Where the histogram begins of the times from the request sent to the response head, for {@link ExchangeMeters}. */
    public int durations() {
        return first + DURATION;
    }

    /** Connections that carry a request. */
    public long active() {
        return ledger.sum(first + ACTIVE);
    }

    /** Connections kept for reuse. */
    public long idle() {
        return Math.max(0, seldom.sum(OPEN) - active());
    }

    /** Connections being made. */
    public long pending() {
        return seldom.sum(PENDING);
    }

    public long retries() {
        return seldom.sum(RETRIES);
    }

    public long failures(GatewayError error) {
        return seldom.sum(FAILURES + error.ordinal());
    }

    /** Name lookup, TCP and TLS. */
    public Histogram connect() {
        return Buckets.CONNECT.read(seldom::sum, CONNECT);
    }

    /** From the request sent to the response head. */
    public Histogram duration() {
        return Buckets.REQUEST.read(ledger::sum, durations());
    }
}
