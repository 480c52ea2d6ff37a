package io.sluice.launcher.generations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.config.Problems;
import io.sluice.config.report.JsonReport;
import java.util.List;

/**
 * What was found in a configuration, in a size that can be kept.
 *
 * @param findings the first {@value #MOST_FINDINGS} as in the JSON report of a check; nobody changes them
 * @param text all of it for people, cut after {@value #LONGEST_TEXT} characters; empty if there is nothing to say
 */
public record Report(int errors, int warnings, List<JsonNode> findings, String text) {
    private static final int MOST_FINDINGS = 100;
    private static final int LONGEST_TEXT = 1 << 16;
    private static final Report EMPTY = new Report(0, 0, List.of(), "");

    public Report {
        findings = List.copyOf(findings);
    }

    public static Report empty() {
        return EMPTY;
    }

    public static Report of(Problems problems) {
        if (problems.isEmpty()) {
            return EMPTY;
        }
        return new Report(
                problems.errors(),
                problems.warnings(),
                problems.all().stream()
                        .limit(MOST_FINDINGS)
                        .<JsonNode>map(JsonReport::finding)
                        .toList(),
                cut(problems.pretty()));
    }

    /** Something that is wrong, but not at a place in a file, such as a port that is taken. */
    public static Report failure(String message) {
        JsonNode finding =
                JsonNodeFactory.instance.objectNode().put("severity", "error").put("message", message);
        return new Report(1, 0, List.of(finding), cut(message) + '\n');
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...\n";
    }
}
