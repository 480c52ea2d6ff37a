package io.sluice.core.observe;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** Bounds of the buckets of a histogram, and where it keeps its numbers in a {@link Ledger}: first the sum, then the buckets. */
final class Buckets {
    /** From 5 ms to 10 s, for requests as clients see them. */
    static final Buckets REQUEST =
            new Buckets(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10);

    /** From 50 µs to 1 s, for what the gateway itself costs. */
    static final Buckets OVERHEAD =
            new Buckets(0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1);

    /** From 0.5 ms to 5 s, for connecting. */
    static final Buckets CONNECT =
            new Buckets(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5);

    private final double[] seconds;
    private final long[] nanos;

    private Buckets(double... seconds) {
        this.seconds = seconds;
        nanos = Arrays.stream(seconds)
                .mapToLong(bound -> Math.round(bound * 1e9))
                .toArray();
    }

    /** How many cells a histogram takes. */
    int cells() {
        return nanos.length + 2;
    }

    /** Counts a duration in the histogram that begins at {@code first}, among the cells of {@code owner}. */
    void record(Ledger ledger, Object owner, int first, long duration) {
        try {
            record(ledger.own(), first, duration);
        } finally {
            Reference.reachabilityFence(owner);
        }
    }

    /** The same for a caller that holds the owner. */
    void record(Ledger.Book book, int first, long duration) {
        int i = 0;
        while (i < nanos.length && duration > nanos[i]) {
            i++;
        }
        book.add(first, duration);
        book.add(first + 1 + i, 1);
    }

    /**
     * What the histogram that begins at {@code first} holds now.
     *
     * @param counted the sum of a cell over all threads
     */
    Histogram read(IntToLongFunction counted, int first) {
        long[] buckets = new long[nanos.length + 1];
        Arrays.setAll(buckets, i -> counted.applyAsLong(first + 1 + i));
        return new Histogram(seconds, buckets, counted.applyAsLong(first) / 1e9);
    }
}
