package io.sluice.launcher;

import java.util.ArrayList;
import java.util.List;

/** The difference between two texts in the form that {@code patch} reads. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    /** @param sign a space for a line of both texts, a minus for one of the first, a plus for one of the second */
    private record Edit(char sign, String line) {
        boolean isChange() {
            return sign != ' ';
        }
    }

    private final List<Edit> edits = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();
    private int line;
    private int otherLine;

    private UnifiedDiff() {}

    /** Empty if the texts are equal. */
    static String of(String name, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        UnifiedDiff diff = new UnifiedDiff();
        diff.compare(lines(before), lines(after));
        diff.out.append("--- ").append(name).append("\n+++ ").append(name).append('\n');
        diff.hunks();
        return diff.out.toString();
    }

    /** Each with its line break, so that a missing one at the end is a difference. */
    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }

    private void compare(List<String> before, List<String> after) {
        int[] match = CommonLines.match(before, after);
        int other = 0;
        for (int i = 0; i < before.size(); i++) {
            if (match[i] < 0) {
                edits.add(new Edit('-', before.get(i)));
                continue;
            }
            while (other < match[i]) {
                edits.add(new Edit('+', after.get(other++)));
            }
            edits.add(new Edit(' ', before.get(i)));
            other++;
        }
        after.subList(other, after.size()).forEach(rest -> edits.add(new Edit('+', rest)));
    }

    private void hunks() {
        int done = 0;
        for (int i = 0; i < edits.size(); i++) {
            if (i >= done && edits.get(i).isChange()) {
                int from = Math.max(done, i - CONTEXT);
                int to = endOfHunk(i);
                count(done, from);
                hunk(from, to);
                done = to;
            }
        }
    }

    /** Changes that are closer than their contexts are one hunk. */
    private int endOfHunk(int change) {
        int last = change;
        for (int i = change; i < edits.size() && i <= last + 2 * CONTEXT; i++) {
            last = edits.get(i).isChange() ? i : last;
        }
        return Math.min(edits.size(), last + CONTEXT + 1);
    }

    private void count(int from, int to) {
        for (Edit edit : edits.subList(from, to)) {
            line += edit.sign() == '+' ? 0 : 1;
            otherLine += edit.sign() == '-' ? 0 : 1;
        }
    }

    private void hunk(int from, int to) {
        int start = line;
        int otherStart = otherLine;
        count(from, to);
        out.append("@@ -").append(range(start, line)).append(" +").append(range(otherStart, otherLine));
        out.append(" @@\n");
        for (Edit edit : edits.subList(from, to)) {
            out.append(edit.sign()).append(edit.line());
            if (!edit.line().endsWith("\n")) {
                out.append("\n\\ No newline at end of file\n");
            }
        }
    }

    private static String range(int start, int end) {
        return (end == start ? start : start + 1) + "," + (end - start);
    }
}
