package io.sluice.config;

/**
 * A place in a file.
 *
 * @param file as the user named it: the configuration path with the name inside it
 * @param line from 1; 0 means the whole file
 * @param column from 1, counted in code points
 * @param text the beginning of the line itself, up to about a thousand characters; empty if it must not be shown or does not exist
 * @param width how many code points from {@code column} on are meant, at least 1
 */
public record Place(String file, int line, int column, String text, int width) {
    /** A whole file. */
    public static Place of(String file) {
        return new Place(file, 0, 0, "", 1);
    }

    /** This place without the text of its line. */
    Place concealed() {
        return new Place(file, line, column, "", width);
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ':' + line + ':' + column;
    }
}
