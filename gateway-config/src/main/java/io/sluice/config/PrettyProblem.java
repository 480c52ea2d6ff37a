package io.sluice.config;

import java.util.Locale;
import java.util.stream.Collectors;

/** One problem as people read it: message, place, the line with the spot marked, what was probably meant. */
final class PrettyProblem {
    private static final int LONGEST_LINE = 160;

    private final Problem problem;
    private final String gutter;

    PrettyProblem(Problem problem) {
        this.problem = problem;
        this.gutter = " ".repeat(Math.max(2, Integer.toString(problem.line()).length()));
    }

    void appendTo(StringBuilder out) {
        out.append(label(problem.severity())).append('[');
        out.append(problem.code().id()).append("]: ").append(visible(problem.message()));
        out.append('\n')
                .append(gutter)
                .append("--> ")
                .append(visible(problem.place().toString()));
        if (!problem.path().isEmpty()) {
            out.append("    (").append(visible(problem.path())).append(')');
        }
        out.append('\n');
        appendExcerpt(out);
        problem.notes().forEach(note -> appendNote(out, note));
        if (problem.second() != null) {
            appendNote(out, "first defined at " + problem.second());
        }
    }

    private static String label(Problem.Severity severity) {
        return severity == Problem.Severity.INFO ? "note" : severity.name().toLowerCase(Locale.ROOT);
    }

    private void appendExcerpt(StringBuilder out) {
        Place place = problem.place();
        int before = Math.max(0, place.column() - 1);
        if (place.text().isBlank() || before >= LONGEST_LINE) {
            if (!problem.suggestions().isEmpty()) {
                appendNote(out, didYouMean());
            }
            return;
        }
        String line = visible(cut(place.text()));
        int room = Math.max(1, Math.min(place.width(), line.codePointCount(0, line.length()) - before));
        out.append(gutter).append(" |\n");
        out.append(" ".repeat(gutter.length() - Integer.toString(place.line()).length()));
        out.append(place.line()).append(" | ").append(line).append('\n');
        out.append(gutter).append(" | ").append(" ".repeat(before)).append("^".repeat(room));
        out.append(problem.suggestions().isEmpty() ? "" : ' ' + didYouMean()).append('\n');
    }

    private void appendNote(StringBuilder out, String note) {
        out.append(gutter).append(" = ").append(visible(note)).append('\n');
    }

    private String didYouMean() {
        return problem.suggestions().stream()
                .map(word -> '`' + visible(word) + '`')
                .collect(Collectors.joining(" or ", "did you mean ", "?"));
    }

    private static String cut(String line) {
        return line.codePointCount(0, line.length()) <= LONGEST_LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE)) + '…';
    }

    /** Files are not trusted to speak to a terminal: control characters become spaces. */
    private static String visible(String text) {
        return text.replaceAll("[\\p{Cntrl}\\x80-\\x9f]", " ");
    }
}
