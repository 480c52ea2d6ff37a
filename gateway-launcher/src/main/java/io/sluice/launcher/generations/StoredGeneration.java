package io.sluice.launcher.generations;

import io.sluice.config.ConfigInput;

/**
 * A generation with what it can be made from again.
 *
 * @param attempt without its findings, of which only the numbers are stored
 */
public record StoredGeneration(Attempt attempt, ConfigInput input) {
    public long number() {
        return attempt.generation();
    }
}
