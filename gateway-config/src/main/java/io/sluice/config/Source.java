package io.sluice.config;

import java.util.Arrays;
import java.util.Map;

/** The text of a file, by lines. Line breaks are those of YAML, so that lines are counted as the parser counts them. */
final class Source {
    /** Characters of a line that a place keeps; a file may be one line of ten million. */
    private static final int LONGEST_EXCERPT = 1000;

    private final String file;
    private final String text;
    /** Where each line begins; the first {@link #count} are in use. */
    private int[] starts = new int[64];

    private int count = 1;
    private final Map<Integer, Integer> shifts;

    private Source(String file, String text, Map<Integer, Integer> shifts) {
        this.file = file;
        this.text = text;
        this.shifts = shifts;
        LineBreaks breaks = new LineBreaks(text);
        for (int end = breaks.next(0); end >= 0; end = breaks.next(end + 1)) {
            begin(end + 1);
        }
    }

    /** @param file as it is shown to the user */
    static Source of(String file, String text) {
        return new Source(file, text, Map.of());
    }

    /** @param shifts by line, how many invisible characters the parser was not shown in front of what it saw */
    static Source of(String file, String text, Map<Integer, Integer> shifts) {
        return new Source(file, text, shifts);
    }

    String file() {
        return file;
    }

    int lines() {
        return count;
    }

    /** @param line from 1 */
    String line(int line) {
        return line(line, Integer.MAX_VALUE);
    }

    Place place(int line, int column, int width) {
        return new Place(file, line, column, line(line, LONGEST_EXCERPT), Math.max(1, width));
    }

    /** The place at {@code column} as the parser counts, from 1. */
    Place parsed(int line, int column) {
        return place(line, column(line, column), 1);
    }

    /** Where in the file the column of the parser is. */
    int column(int line, int column) {
        return shifts.isEmpty() ? column : column + shifts.getOrDefault(line, 0);
    }

    /** The place of a character of the text. */
    Place at(int index) {
        int found = Arrays.binarySearch(starts, 0, count, index);
        int line = found >= 0 ? found : -found - 2;
        return place(line + 1, text.codePointCount(starts[line], index) + 1, 1);
    }

    private String line(int line, int longest) {
        if (line < 1 || line > count) {
            return "";
        }
        int start = starts[line - 1];
        int end = line == count ? text.length() : starts[line] - 1;
        boolean crLf = line < count && end > start && text.charAt(end) == '\n' && text.charAt(end - 1) == '\r';
        int stop = crLf ? end - 1 : end;
        return text.substring(start, stop - start <= longest ? stop : whole(start + longest));
    }

    /** A pair of surrogates is not cut in two. */
    private int whole(int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private void begin(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = start;
    }

    @Override
    public String toString() {
        return file;
    }
}
