package io.sluice.launcher;

import ch.qos.logback.classic.Level;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.ProcessSettings;

/** The least important lines of the runtime log: those that a Configuration names, else those of the process settings. */
record RuntimeLogLevel(Level standard) {
    static RuntimeLogLevel of(ProcessSettings.Log settings) {
        return new RuntimeLogLevel(Level.valueOf(settings.level().name()));
    }

    void apply(EffectiveConfig effective) {
        LogSetup.level(of(effective));
    }

    Level of(EffectiveConfig effective) {
        return effective.logLevel().map(RuntimeLogLevel::level).orElse(standard);
    }

    /** Errors are the most important lines that are written here, so {@code fatal} means none below them. */
    private static Level level(String name) {
        return name.equals("fatal") ? Level.ERROR : Level.toLevel(name);
    }
}
