package io.sluice.launcher;

import io.sluice.config.ConfigLoader;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.LoadResult;
import io.sluice.config.Problems;
import io.sluice.config.ProcessSettings;
import io.sluice.config.SettingsResult;
import io.sluice.core.observe.Metrics;
import io.sluice.policies.BuiltInPolicies;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a configuration folder, or a single file, comes down to; nothing is served. */
final class EffectiveFolder {
    private final Terminal terminal;

    EffectiveFolder(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Null if the configuration is invalid, which has been reported then. */
    @Nullable
    EffectiveConfig read(Path path) {
        if (!Files.exists(path)) {
            terminal.error(path + " does not exist");
            return null;
        }
        SettingsResult settings = ProcessSettings.load(path);
        if (settings instanceof SettingsResult.Accepted accepted) {
            return read(path, accepted.settings());
        }
        return refuse(((SettingsResult.Rejected) settings).problems());
    }

    private @Nullable EffectiveConfig read(Path path, ProcessSettings settings) {
        ConfigLoader loader = new ConfigLoader(BuiltInPolicies.all(), new Metrics(), settings, System::getenv);
        LoadResult result = loader.load(path);
        if (result instanceof LoadResult.Loaded loaded) {
            loaded.discard();
            return loaded.effective();
        }
        return refuse(((LoadResult.Rejected) result).problems());
    }

    private @Nullable EffectiveConfig refuse(Problems problems) {
        terminal.err().println(problems.pretty());
        return null;
    }
}
