package io.sluice.launcher.generations;

import java.util.Locale;

/** Why a configuration is loaded. */
public enum Trigger {
    STARTUP,
    /** The files have changed. */
    FILE,
    /** SIGHUP. */
    SIGNAL,
    /** Somebody asked over the admin listener. */
    API,
    /** Somebody asked for an earlier generation. */
    ROLLBACK,
    /** The files were refused at the start, so that the last good generation is served. */
    RECOVERY;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As in logs, metrics and JSON. */
    public String label() {
        return label;
    }

    /** Whether it is the files of the configuration that are loaded, not something that was kept. */
    public boolean readsFiles() {
        return this != ROLLBACK && this != RECOVERY;
    }
}
