package io.sluice.launcher;

import io.sluice.config.ConfigLoader;
import io.sluice.config.LoadResult;
import io.sluice.config.Problems;
import io.sluice.config.ProcessSettings;
import io.sluice.config.SettingsResult;
import io.sluice.core.observe.Metrics;
import io.sluice.policies.BuiltInPolicies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Does everything that a start does with a configuration, except serving it. */
@Command(
        name = "validate",
        description = "Check configuration folders; exit with 1 if any would be refused.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Folders to check (default: conf).")
    private List<Path> paths = List.of();

    @Option(names = "--config", paramLabel = "PATH", description = "The same as PATH, as for run.")
    private @Nullable Path config;

    private final Terminal terminal;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean valid = true;
        for (Path path : chosen()) {
            valid &= valid(path);
        }
        return valid ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<Path> chosen() {
        if (!paths.isEmpty()) {
            return paths;
        }
        return List.of(config == null ? Path.of("conf") : config);
    }

    private boolean valid(Path path) {
        if (!Files.exists(path)) {
            terminal.error(path + " does not exist");
            return false;
        }
        SettingsResult settings = ProcessSettings.load(path);
        if (settings instanceof SettingsResult.Accepted accepted) {
            return valid(path, accepted.settings());
        }
        return refused(((SettingsResult.Rejected) settings).problems());
    }

    private boolean valid(Path path, ProcessSettings settings) {
        ConfigLoader loader = new ConfigLoader(BuiltInPolicies.all(), new Metrics(), settings, System::getenv);
        LoadResult result = loader.load(path);
        if (result instanceof LoadResult.Loaded loaded) {
            if (!loaded.report().isEmpty()) {
                terminal.err().println(loaded.report().pretty());
            }
            int apis = loaded.snapshot().listeners().stream()
                    .mapToInt(listener -> listener.routes().apis().size())
                    .sum();
            loaded.discard();
            terminal.out().println(path + ": valid, " + ApiChanges.count(apis));
            return true;
        }
        return refused(((LoadResult.Rejected) result).problems());
    }

    private boolean refused(Problems problems) {
        terminal.err().println(problems.pretty());
        return false;
    }
}
