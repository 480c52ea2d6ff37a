package io.sluice.config.fmt;

import java.util.List;

/** The lines of a file, counted from 0. */
record SourceLines(List<String> all) {
    /** @param text with no other line breaks than LF */
    static SourceLines of(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        boolean ended = lines.get(lines.size() - 1).isEmpty();
        return new SourceLines(ended ? lines.subList(0, lines.size() - 1) : lines);
    }

    int size() {
        return all.size();
    }

    String get(int line) {
        return all.get(line);
    }

    /** Those from {@code from} on, up to but without {@code to}. */
    List<String> between(int from, int to) {
        return from >= to ? List.of() : all.subList(from, to);
    }

    /** The line after the last one that is not empty. */
    int endOfText() {
        int end = all.size();
        while (end > 0 && all.get(end - 1).isBlank()) {
            end--;
        }
        return end;
    }

    static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
