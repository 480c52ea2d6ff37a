package io.sluice.core.wire;

import java.util.Locale;

/** A field line, name as sent, value without the blanks around it. */
record ModelField(String name, String value) {
    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The name as a reader sees it that takes whatever is between words for a dash. */
    String blurred() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    }

    /** Whether the name is of the usual kind, so that nobody reads it as another. */
    boolean isPlain() {
        return name.matches("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");
    }
}
