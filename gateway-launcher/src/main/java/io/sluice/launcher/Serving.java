package io.sluice.launcher;

import io.sluice.launcher.generations.Attempt;
import java.time.Instant;
import java.util.List;

/**
 * What is served now, and how it relates to the files.
 *
 * @param generation 0 for none
 * @param since when it was put into service
 * @param drifted whether the files, when they were last read, said something else
 * @param recovered why the last good generation of an earlier process is served; empty if it is not
 */
record Serving(long generation, String hash, Instant since, boolean drifted, List<String> recovered) {
    Serving {
        recovered = List.copyOf(recovered);
    }

    /** Before the first configuration. */
    static Serving nothing() {
        return new Serving(0, "", Instant.EPOCH, false, List.of());
    }

    /** What {@code attempt} has put into service. */
    static Serving of(Attempt attempt) {
        return new Serving(attempt.generation(), attempt.hash(), attempt.time(), false, List.of());
    }

    /** Files that say the same as what is served end a recovery. */
    Serving drifted(boolean differs) {
        return new Serving(generation, hash, since, differs, differs ? recovered : List.of());
    }

    Serving recovered(List<String> reasons) {
        return new Serving(generation, hash, since, drifted, reasons);
    }

    boolean isRecovered() {
        return !recovered.isEmpty();
    }
}
