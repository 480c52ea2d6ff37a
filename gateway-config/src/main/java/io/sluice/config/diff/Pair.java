package io.sluice.config.diff;

/**
 * The same thing on both sides.
 *
 * @param to its position on the new side
 */
record Pair<T>(T before, T after, int to) {}
