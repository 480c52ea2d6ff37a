package io.sluice.config;

import java.util.HashMap;
import java.util.Map;

/**
 * What comes along when text is copied from web pages: characters without width, and spaces that do not break. Where a line is indented, and around
 * {@code ---}, nobody means them; inside values they stay.
 *
 * @param text without them
 * @param shifts by line, how many were taken out in front of what is left
 * @param first the first line that had any, 0 if none had
 */
record InvisibleCharacters(String text, Map<Integer, Integer> shifts, int first) {
    private static final String WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff";
    private static final char NO_BREAK_SPACE = '\u00a0';

    static InvisibleCharacters removedFrom(String text) {
        if (!anyIn(text)) {
            return new InvisibleCharacters(text, Map.of(), 0);
        }
        LineBreaks breaks = new LineBreaks(text);
        StringBuilder out = new StringBuilder(text.length());
        Map<Integer, Integer> shifts = new HashMap<>();
        int first = 0;
        int line = 1;
        for (int index = 0; index < text.length(); line++) {
            int before = out.length();
            int visible = indent(text, index, out);
            int removed = visible - index - (out.length() - before);
            boolean changed = removed > 0 || text.substring(index, visible).indexOf(NO_BREAK_SPACE) >= 0;
            if (removed > 0) {
                shifts.put(line, removed);
            }
            int end = breaks.endOfLine(visible);
            out.append(text, visible, end);
            boolean marker = out.indexOf("---", before) == before;
            changed |= marker && trim(out, before + 3);
            first = first == 0 && changed ? line : first;
            index = end;
        }
        return new InvisibleCharacters(out.toString(), shifts, first);
    }

    private static boolean anyIn(String text) {
        return text.indexOf(NO_BREAK_SPACE) >= 0 || WIDTHLESS.chars().anyMatch(each -> text.indexOf(each) >= 0);
    }

    private static int indent(String text, int start, StringBuilder out) {
        int index = start;
        while (index < text.length() && (text.charAt(index) == ' ' || isInvisible(text.charAt(index)))) {
            if (WIDTHLESS.indexOf(text.charAt(index)) < 0) {
                out.append(' ');
            }
            index++;
        }
        return index;
    }

    /** Behind {@code ---} they would make it a text. */
    private static boolean trim(StringBuilder out, int from) {
        boolean changed = false;
        int index = from;
        while (index < out.length() && (out.charAt(index) == ' ' || isInvisible(out.charAt(index)))) {
            if (out.charAt(index) == ' ') {
                index++;
            } else {
                out.deleteCharAt(index);
                changed = true;
            }
        }
        return changed;
    }

    private static boolean isInvisible(char c) {
        return c >= NO_BREAK_SPACE && (c == NO_BREAK_SPACE || WIDTHLESS.indexOf(c) >= 0);
    }
}
