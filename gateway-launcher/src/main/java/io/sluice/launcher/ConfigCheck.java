package io.sluice.launcher;

import io.sluice.config.ConfigLoader;
import io.sluice.config.LoadResult;
import io.sluice.config.Problems;
import io.sluice.config.ProcessSettings;
import io.sluice.config.SettingsResult;
import io.sluice.core.observe.Metrics;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Loads a configuration as a start does, keeps what was found and drops the rest. */
final class ConfigCheck {
    private ConfigCheck() {}

    /** Manifests that stand in no file; names in them refer to the current folder. */
    static Problems of(InputStream input) throws IOException {
        return found(loader(ProcessSettings.defaults()).load("<stdin>", input, Path.of("")));
    }

    static Problems of(Path path) {
        return found(load(path));
    }

    /** What a start would make of {@code path}. */
    static LoadResult load(Path path) {
        // settings that are refused are found again by the load, together with everything else
        ProcessSettings settings = ProcessSettings.load(path) instanceof SettingsResult.Accepted accepted
                ? accepted.settings()
                : ProcessSettings.defaults();
        return loader(settings).load(path);
    }

    private static ConfigLoader loader(ProcessSettings settings) {
        return new ConfigLoader(BuiltInPolicies.all(), new Metrics(), settings, System::getenv);
    }

    private static Problems found(LoadResult result) {
        if (result instanceof LoadResult.Loaded loaded) {
            loaded.discard();
            return loaded.report();
        }
        return ((LoadResult.Rejected) result).problems();
    }
}
