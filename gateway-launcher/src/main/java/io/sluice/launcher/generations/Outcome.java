package io.sluice.launcher.generations;

import java.util.Locale;

/** How an attempt to load a configuration ended. */
public enum Outcome {
    APPLIED,
    /** It says what is already served. */
    UNCHANGED,
    REFUSED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As in JSON. */
    public String label() {
        return label;
    }
}
