package io.sluice.config;

/** Where the lines of a text end, by the breaks of YAML: line feed, carriage return, both, next line, line and paragraph separator. */
final class LineBreaks {
    private static final char FEED = '\n';

    private final String text;
    /** Files with other breaks are rare, and looking for one character is much quicker than looking at each. */
    private final boolean feedsOnly;

    LineBreaks(String text) {
        this.text = text;
        this.feedsOnly = text.indexOf('\r') < 0
                && text.indexOf('\u0085') < 0
                && text.indexOf('\u2028') < 0
                && text.indexOf('\u2029') < 0;
    }

    /** The first character, from {@code start} on, that is the last one of a break; -1 if no line ends. */
    int next(int start) {
        if (feedsOnly) {
            return text.indexOf(FEED, start);
        }
        for (int i = start; i < text.length(); i++) {
            if (isBreak(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the line that holds {@code start} ends, its break included. */
    int endOfLine(int start) {
        int last = next(start);
        return last < 0 ? text.length() : last + 1;
    }

    private boolean isBreak(int index) {
        return switch (text.charAt(index)) {
            case FEED, '\u0085', '\u2028', '\u2029' -> true;
            case '\r' -> index + 1 == text.length() || text.charAt(index + 1) != FEED;
            default -> false;
        };
    }
}
