package io.sluice.config.report;

import io.sluice.config.Problems;

/** A form of report. Machine-readable ones hold every finding; none ever shows the line of a secret. */
public enum ReportFormat {
    /** For people: excerpts and suggestions. */
    PRETTY,
    /** One line each, as compilers print them. */
    COMPACT,
    /** A document with {@code schemaVersion} 1. */
    JSON,
    /** Workflow commands that become annotations of a pull request on GitHub. */
    GITHUB,
    /** SARIF 2.1.0, for code scanning. */
    SARIF,
    /** A test per finding, for build servers that show tests. */
    JUNIT;

    /** The report with a line break at its end, unless it has no lines at all. */
    public String of(Problems problems) {
        return switch (this) {
            case PRETTY -> problems.pretty();
            case COMPACT -> CompactReport.of(problems);
            case JSON -> JsonReport.of(problems);
            case GITHUB -> GithubReport.of(problems);
            case SARIF -> SarifReport.of(problems);
            case JUNIT -> JunitReport.of(problems);
        };
    }
}
