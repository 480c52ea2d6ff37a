package io.sluice.launcher;

import io.sluice.config.ConfigLoader;
import io.sluice.config.LoadResult;
import io.sluice.config.Problems;
import io.sluice.config.ProcessSettings;
import io.sluice.config.SettingsResult;
import io.sluice.config.explain.ExplainedConfig;
import io.sluice.config.explain.Explanation;
import io.sluice.config.explain.Question;
import io.sluice.core.observe.Metrics;
import io.sluice.policies.BuiltInPolicies;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A configuration folder about which commands ask questions, without a gateway. */
final class ExplainedFolder implements AutoCloseable {
    private final Terminal terminal;
    private final ExplainedConfig config;

    private ExplainedFolder(Terminal terminal, ExplainedConfig config) {
        this.terminal = terminal;
        this.config = config;
    }

    /** Null after the terminal was told why the folder cannot be used. */
    static @Nullable ExplainedFolder open(Terminal terminal, Path folder) {
        if (!Files.exists(folder)) {
            terminal.error(folder + " does not exist");
            return null;
        }
        SettingsResult result = ProcessSettings.load(folder);
        if (result instanceof SettingsResult.Rejected rejected) {
            terminal.err().println(rejected.problems().pretty());
            return null;
        }
        ProcessSettings settings = ((SettingsResult.Accepted) result).settings();
        return new ExplainedFolder(terminal, new ExplainedConfig(() -> load(folder, settings), settings.engine()));
    }

    /**
     * Null after the terminal was told what is wrong with the configuration.
     *
     * @throws IllegalArgumentException if no client could ask for the URL
     */
    @Nullable
    Explanation explain(Question question) {
        ExplainedConfig.Outcome outcome = config.explain(question);
        if (outcome instanceof ExplainedConfig.Invalid invalid) {
            Problems problems = invalid.problems();
            terminal.err().println(problems.pretty());
            return null;
        }
        return ((ExplainedConfig.Explained) outcome).explanation();
    }

    @Override
    public void close() {
        config.close();
    }

    private static LoadResult load(Path folder, ProcessSettings settings) {
        return new ConfigLoader(BuiltInPolicies.all(), new Metrics(), settings, System::getenv).load(folder);
    }
}
