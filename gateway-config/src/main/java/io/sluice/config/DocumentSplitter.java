package io.sluice.config;

import java.util.function.BiConsumer;

/**
 * Cuts a file in front of each line that begins with {@code ---}. YAML allows such a line nowhere else, so a fault in one document does not hide what is
 * wrong in those behind it.
 */
final class DocumentSplitter {
    private final String text;
    private final LineBreaks breaks;
    private final BiConsumer<Integer, String> documents;
    private int begin;
    private int beginLine = 1;
    /** Where the directives begin that belong to the next document, or -1. */
    private int directives;

    private int directivesLine = 1;

    private DocumentSplitter(String text, BiConsumer<Integer, String> documents) {
        this.text = text;
        this.breaks = new LineBreaks(text);
        this.documents = documents;
    }

    /** @param documents is given the first line, from 1, and the text of each document that has more than comments */
    static void split(String text, BiConsumer<Integer, String> documents) {
        new DocumentSplitter(text, documents).run();
    }

    private void run() {
        int line = 1;
        for (int start = 0; start < text.length(); line++) {
            int end = breaks.endOfLine(start);
            if (isMarker(start, end)) {
                cut(directives < 0 ? start : directives, directives < 0 ? line : directivesLine);
                directives = -1;
            } else if (text.startsWith("...", start)) {
                directives = end;
                directivesLine = line + 1;
            } else if (directives >= 0 && !isDirective(start, end)) {
                directives = -1;
            }
            start = end;
        }
        cut(text.length(), line);
    }

    private boolean isMarker(int start, int end) {
        return text.startsWith("---", start) && (start + 3 >= end || Character.isWhitespace(text.charAt(start + 3)));
    }

    /** Comments and empty lines may stand between directives. */
    private boolean isDirective(int start, int end) {
        int first = firstVisible(start, end);
        return first == end || text.charAt(first) == '#' || text.charAt(start) == '%';
    }

    private int firstVisible(int start, int end) {
        int index = start;
        while (index < end && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
        return index;
    }

    private void cut(int end, int line) {
        if (holdsSomething(end)) {
            documents.accept(beginLine, text.substring(begin, end));
        }
        begin = end;
        beginLine = line;
    }

    private boolean holdsSomething(int end) {
        for (int start = begin; start < end; start = breaks.endOfLine(start)) {
            int stop = Math.min(end, breaks.endOfLine(start));
            int first = firstVisible(isMarker(start, stop) ? start + 3 : start, stop);
            if (first < stop && text.charAt(first) != '#') {
                return true;
            }
        }
        return false;
    }
}
