package io.sluice.launcher;

import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** The forms in which test results can be had. */
enum TestFormat {
    PRETTY,
    JUNIT,
    JSON;

    String of(List<TestResult> results, Ansi ansi) {
        return switch (this) {
            case PRETTY -> TestText.of(results, ansi);
            case JUNIT -> TestJunit.of(results);
            case JSON -> TestJson.of(results);
        };
    }

    static long failed(List<TestResult> results) {
        return results.stream().filter(result -> !result.passed()).count();
    }
}
