package io.sluice.launcher.generations;

import java.time.Duration;
import java.time.Instant;

/**
 * An attempt that has not ended yet.
 *
 * @param restores the earlier generation to bring back, 0 for none
 * @param nanos when it began, by {@link System#nanoTime}
 */
public record Begun(Trigger trigger, long restores, long nanos) {
    public static Begun now(Trigger trigger, long restores) {
        return new Begun(trigger, restores, System.nanoTime());
    }

    /** @param changes to the generation before */
    public Attempt applied(long generation, String hash, String changes, Report report) {
        long earlier = restores == generation ? 0 : restores;
        return end(Outcome.APPLIED, generation, earlier, hash, changes, report);
    }

    /** @param generation that was served and still is */
    public Attempt unchanged(long generation, String hash) {
        return end(Outcome.UNCHANGED, generation, restores, hash, "", Report.empty());
    }

    /** @param generation that was served and still is, 0 for none */
    public Attempt refused(long generation, String hash, Report report) {
        return end(Outcome.REFUSED, generation, restores, hash, "", report);
    }

    private Attempt end(Outcome outcome, long generation, long earlier, String hash, String changes, Report report) {
        Duration duration = Duration.ofNanos(System.nanoTime() - nanos);
        return new Attempt(outcome, generation, earlier, hash, Instant.now(), trigger, duration, changes, report);
    }
}
