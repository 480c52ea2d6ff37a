package io.sluice.core.observe;

/**
 * Cells that few requests count in. They are taken with the first count, so that they do not lie between those that every request counts in; with many
 * meters, these are found the sooner the closer they lie together.
 *
 * <p>Threading: safe from any thread.
 */
final class Seldom {
    private final Ledger ledger;
    private final int cells;
    private volatile int first = Ledger.NONE;

    Seldom(Ledger ledger, int cells) {
        this.ledger = ledger;
        this.cells = cells;
    }

    void add(int cell, long amount) {
        ledger.add(this, first() + cell, amount);
    }

    /** Counts a duration in the histogram that begins at {@code cell}. */
    void record(Buckets buckets, int cell, long duration) {
        buckets.record(ledger, this, first() + cell, duration);
    }

    long sum(int cell) {
        return first == Ledger.NONE ? 0 : ledger.sum(first + cell);
    }

    private int first() {
        return first == Ledger.NONE ? open() : first;
    }

    private synchronized int open() {
        if (first == Ledger.NONE) {
            first = ledger.open(this, cells);
        }
        return first;
    }
}
