package io.sluice.core.observe;

import java.util.Arrays;

/** Durations by buckets, as they were counted up to some moment. Immutable. */
public final class Histogram {
    private final double[] bounds;
    private final long[] buckets;
    private final double sumSeconds;

    Histogram(double[] bounds, long[] buckets, double sumSeconds) {
        this.bounds = bounds;
        this.buckets = buckets;
        this.sumSeconds = sumSeconds;
    }

    /** Upper bounds in seconds, ascending, without the infinite one. */
    public double[] bounds() {
        return bounds.clone();
    }

    /** Observations per bucket, not cumulative, one more than there are bounds. */
    public long[] buckets() {
        return buckets.clone();
    }

    public double sumSeconds() {
        return sumSeconds;
    }

    long count() {
        return Arrays.stream(buckets).sum();
    }

    /** Both together; they have the same bounds. */
    Histogram plus(Histogram other) {
        long[] sums = buckets.clone();
        Arrays.setAll(sums, i -> buckets[i] + other.buckets[i]);
        return new Histogram(bounds, sums, sumSeconds + other.sumSeconds);
    }
}
