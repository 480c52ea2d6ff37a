package io.sluice.launcher.generations;

import java.time.Duration;
import java.time.Instant;

/**
 * One attempt to change the configuration.
 *
 * @param generation the number that is served afterwards, 0 for none
 * @param restores the earlier generation that was brought back, 0 for none
 * @param hash of what was read, accepted or not
 * @param time when it ended
 * @param changes what is different from the generation before, such as {@code +1 ApiInstance}; empty if nothing was applied
 */
public record Attempt(
        Outcome outcome,
        long generation,
        long restores,
        String hash,
        Instant time,
        Trigger trigger,
        Duration duration,
        String changes,
        Report report) {
    /** Whether what was asked for is in service now. */
    public boolean accepted() {
        return outcome != Outcome.REFUSED;
    }

    /** Whether there is a generation that this attempt has made. */
    public boolean applied() {
        return outcome == Outcome.APPLIED;
    }
}
