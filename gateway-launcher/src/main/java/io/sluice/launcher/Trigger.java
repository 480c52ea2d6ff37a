package io.sluice.launcher;

import java.util.Locale;

/** Why a configuration is loaded. */
enum Trigger {
    STARTUP,
    FILE,
    SIGNAL;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }
}
