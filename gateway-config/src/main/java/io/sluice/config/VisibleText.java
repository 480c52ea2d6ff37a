package io.sluice.config;

import java.util.regex.Pattern;

/** Text of others, made harmless. */
public final class VisibleText {
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]");

    private VisibleText() {}

    /** Files are not trusted to speak to a terminal: control characters, line breaks and changes of direction become spaces. */
    public static String of(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }
}
