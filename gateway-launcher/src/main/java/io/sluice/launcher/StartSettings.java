package io.sluice.launcher;

import io.sluice.config.Problems;
import io.sluice.config.ProcessSettings;
import io.sluice.config.SettingsResult;
import io.sluice.launcher.generations.StateDirectory;
import io.sluice.launcher.generations.StoredGeneration;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Process settings for a start: those of the folder or, if they cannot be read, those of the last good generation. */
final class StartSettings {
    private final Terminal terminal;
    private final Path folder;
    private final @Nullable Path state;

    /** @param state from the command line, null if none was given */
    StartSettings(Terminal terminal, Path folder, @Nullable Path state) {
        this.terminal = terminal;
        this.folder = folder;
        this.state = state;
    }

    /** Null, after saying why, if there are none. */
    @Nullable
    ProcessSettings load() throws IOException {
        SettingsResult result = ProcessSettings.load(folder);
        if (result instanceof SettingsResult.Accepted accepted) {
            return accepted.settings();
        }
        Problems problems = ((SettingsResult.Rejected) result).problems();
        terminal.err().println(problems.pretty());
        return state == null ? null : ofLastGeneration(state);
    }

    /** From the command line if it is there, else from the settings. */
    @Nullable
    StateDirectory openState(ProcessSettings settings) throws IOException {
        if (state != null) {
            return StateDirectory.open(state);
        }
        return settings.stateDirectory().isPresent()
                ? StateDirectory.open(Path.of(settings.stateDirectory().get()))
                : null;
    }

    private @Nullable ProcessSettings ofLastGeneration(Path path) throws IOException {
        try (StateDirectory directory = StateDirectory.open(path)) {
            for (StoredGeneration stored : directory.all()) {
                if (stored.input().settings() instanceof SettingsResult.Accepted accepted) {
                    terminal.warning("starting with the " + ProcessSettings.FILE + " of generation " + stored.number());
                    return accepted.settings();
                }
            }
        }
        return null;
    }
}
