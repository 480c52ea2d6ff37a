package io.sluice.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a node stands: in its file and, through its parents, in its document.
 *
 * @param line from 1
 * @param column from 1
 * @param step the key, or the index in brackets, that leads here from the parent; empty for a document
 */
record Location(
        Source source,
        int line,
        int column,
        int width,
        @Nullable Location parent,
        String step) {
    /** The top of a document that is not there, for values that stand in no file. */
    static Location nowhere(String file) {
        return new Location(Source.of(file, ""), 0, 0, 1, null, "");
    }

    Place place() {
        return source.place(line, column, width);
    }

    /** Such as {@code spec.policies[0].config}. */
    String path() {
        String before = parent == null ? "" : parent.path();
        return before.isEmpty() || step.isEmpty() || step.startsWith("[") ? before + step : before + '.' + step;
    }

    /** The same key, {@code distance} columns further right. */
    Location right(int distance) {
        return new Location(source, line, column + distance, 1, parent, step);
    }

    /** The same place, reached on another way. */
    Location under(@Nullable Location otherParent, String otherStep) {
        return new Location(source, line, column, width, otherParent, otherStep);
    }

    @Override
    public String toString() {
        return source.file() + ':' + line + ':' + column;
    }
}
