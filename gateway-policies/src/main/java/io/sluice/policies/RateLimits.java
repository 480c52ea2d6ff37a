package io.sluice.policies;

/** The limits of one policy, in the order of the file; all of them hold at once. */
final class RateLimits {
    private final int[] maximum;
    private final long[] periodNanos;

    RateLimits(int[] maximum, long[] periodNanos) {
        this.maximum = maximum.clone();
        this.periodNanos = periodNanos.clone();
    }

    int size() {
        return maximum.length;
    }

    int maximum(int limit) {
        return maximum[limit];
    }

    long periodNanos(int limit) {
        return periodNanos[limit];
    }
}
