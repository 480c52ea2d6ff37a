package io.sluice.launcher;

import io.sluice.config.GoldenFile.Golden;
import io.sluice.config.explain.Explanation;
import io.sluice.config.explain.GoldenCheck.Mismatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one expectation about a request.
 *
 * @param mismatches empty if all is as expected
 * @param fault why the request cannot be explained; null if it was
 * @param explanation null if there is a fault
 */
record TestResult(
        Golden test,
        List<Mismatch> mismatches,
        @Nullable String fault,
        @Nullable Explanation explanation) {
    TestResult {
        mismatches = List.copyOf(mismatches);
    }

    boolean passed() {
        return fault == null && mismatches.isEmpty();
    }

    /** One line for each thing that is not as expected. */
    List<String> failures() {
        return fault != null
                ? List.of(fault)
                : mismatches.stream()
                        .map(each -> each.subject() + ": expected " + each.expected() + " but was " + each.actual())
                        .toList();
    }
}
