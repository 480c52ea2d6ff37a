package io.sluice.core.observe;

import java.util.concurrent.atomic.LongAdder;

/** Counts durations in fixed buckets. Threading: any thread may record. */
public final class Histogram {
    /** From 5 ms to 10 s, for requests as clients see them. */
    static final double[] REQUEST = {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};

    /** From 50 µs to 1 s, for what the gateway itself costs. */
    static final double[] OVERHEAD = {
        0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1
    };

    /** From 0.5 ms to 5 s, for connecting. */
    static final double[] CONNECT = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

    private final double[] seconds;
    private final long[] nanos;
    private final LongAdder[] counts;
    private final LongAdder sum = new LongAdder();

    Histogram(double[] seconds) {
        this.seconds = seconds;
        nanos = new long[seconds.length];
        counts = new LongAdder[seconds.length + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = Math.round(seconds[i] * 1e9);
        }
    }

    public void record(long duration) {
        int i = 0;
        while (i < nanos.length && duration > nanos[i]) {
            i++;
        }
        counts[i].increment();
        sum.add(duration);
    }

    /** Upper bounds in seconds, ascending, without the infinite one. */
    public double[] bounds() {
        return seconds.clone();
    }

    /** Observations per bucket, not cumulative, one more than there are bounds. */
    public long[] buckets() {
        long[] copy = new long[counts.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = counts[i].sum();
        }
        return copy;
    }

    public double sumSeconds() {
        return sum.sum() / 1e9;
    }
}
