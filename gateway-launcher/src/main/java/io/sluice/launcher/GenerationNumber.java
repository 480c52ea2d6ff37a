package io.sluice.launcher;

import java.util.Optional;

/** The number of a generation as it is written by people. */
final class GenerationNumber {
    private static final int MOST_DIGITS = 18;

    private GenerationNumber() {}

    /** Empty unless {@code text} is a whole number from 1. */
    static Optional<Long> parse(String text) {
        if (!text.matches("[1-9][0-9]*") || text.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text));
    }
}
