package io.sluice.config;

import java.util.Locale;
import java.util.stream.Collectors;

/** One problem as people read it: message, place, the line with the spot marked, what was probably meant. */
final class PrettyProblem {
    private static final int LONGEST_LINE = 160;
    /** What is shown in front of a spot that is far to the right. */
    private static final int LEAD = 40;

    private final Problem problem;
    private final PrettyStyle style;
    private final String gutter;

    PrettyProblem(Problem problem, PrettyStyle style) {
        this.problem = problem;
        this.style = style;
        this.gutter = " ".repeat(Math.max(2, Integer.toString(problem.line()).length()));
    }

    void appendTo(StringBuilder out) {
        String label = label(problem.severity()) + '[' + problem.code().id() + ']';
        out.append(style.marked(problem.severity(), label)).append(": ");
        out.append(visible(problem.message())).append('\n');
        out.append(gutter).append(style.framed("-->")).append(' ');
        out.append(visible(problem.place().toString()));
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
        String text = place.text();
        int length = text.codePointCount(0, text.length());
        int before = Math.max(0, place.column() - 1);
        if (text.isBlank() || before > length) {
            if (!problem.suggestions().isEmpty()) {
                appendNote(out, didYouMean());
            }
            return;
        }
        int from = before + Math.min(place.width(), LEAD) <= LONGEST_LINE ? 0 : before - LEAD;
        String line = (from == 0 ? "" : "…") + visible(cut(text.substring(text.offsetByCodePoints(0, from))));
        int indent = before - from + (from == 0 ? 0 : 1);
        int room = Math.max(1, Math.min(place.width(), line.codePointCount(0, line.length()) - indent));
        appendLine(out, " ".repeat(gutter.length()), "");
        appendLine(out, String.format("%" + gutter.length() + "d", place.line()), line);
        String carets = style.marked(problem.severity(), "^".repeat(room));
        String meant = problem.suggestions().isEmpty() ? "" : ' ' + didYouMean();
        appendLine(out, gutter, " ".repeat(indent) + carets + meant);
    }

    private void appendLine(StringBuilder out, String number, String text) {
        out.append(style.framed(number + " |"));
        out.append(text.isEmpty() ? "" : " ").append(text).append('\n');
    }

    private void appendNote(StringBuilder out, String note) {
        out.append(gutter).append(style.framed(" =")).append(' ').append(visible(note));
        out.append('\n');
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

    private static String visible(String text) {
        return VisibleText.of(text);
    }
}
