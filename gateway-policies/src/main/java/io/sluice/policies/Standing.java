package io.sluice.policies;

/**
 * How a caller stands with one limit.
 *
 * @param resetMillis until the window is renewed, rounded up
 */
record Standing(int limit, int remaining, long resetMillis) {
    boolean isTighterThan(Standing other) {
        return remaining < other.remaining || (remaining == other.remaining && resetMillis > other.resetMillis);
    }
}
