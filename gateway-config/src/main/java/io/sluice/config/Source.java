package io.sluice.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The text of a file, by lines.
 *
 * @param file as it is shown to the user
 */
record Source(String file, List<String> lines) {
    /** The line breaks of YAML, so that lines are counted as the parser counts them. */
    private static final Pattern BREAK = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");

    static Source of(String file, String text) {
        return new Source(file, List.of(BREAK.split(text, -1)));
    }

    /** @param line from 1 */
    String line(int line) {
        return line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
    }

    @Override
    public String toString() {
        return file;
    }
}
