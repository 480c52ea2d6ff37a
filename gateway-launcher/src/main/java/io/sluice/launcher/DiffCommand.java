package io.sluice.launcher;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.diff.ConfigDiff;
import io.sluice.config.diff.DiffJson;
import io.sluice.config.diff.DiffMarkdown;
import io.sluice.config.diff.DiffText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a change of the configuration means. */
@Command(
        name = "diff",
        description = {
            "Compare two configurations by what they mean, risks first.",
            "With --running, compare what a running gateway serves with a folder."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 compared, 1 a side is invalid, 2 they differ (with --exit-code), 64 wrong usage, 75 the gateway cannot be asked."
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "0..2", description = "Folder or file: the old one, then the new one.")
    private List<Path> paths = List.of();

    @Mixin
    private RunningConfig running = new RunningConfig();

    @ArgGroup
    private Format format = new Format();

    @Option(names = "--exit-code", description = "Exit with 2 if the configurations differ.")
    private boolean exitCode;

    @Spec
    private @Nullable CommandSpec spec;

    private final Terminal terminal;

    /** One at most. */
    static final class Format {
        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Option(names = "--markdown", description = "Print Markdown, for a comment on a proposed change.")
        private boolean markdown;

        @Option(names = "--summary", description = "Print one line.")
        private boolean summary;
    }

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        checkUsage();
        EffectiveFolder folder = new EffectiveFolder(terminal);
        EffectiveConfig before = running.wanted() ? running.fetch(terminal) : folder.read(paths.get(0));
        if (before == null && running.wanted()) {
            return ExitCode.UNREACHABLE;
        }
        EffectiveConfig after = folder.read(running.wanted() ? proposed() : paths.get(1));
        if (before == null || after == null) {
            return ExitCode.FAILED;
        }
        ConfigDiff diff = ConfigDiff.between(before, after);
        terminal.out().print(text(diff));
        return exitCode && !diff.isEmpty() ? ExitCode.DIFFERENT : ExitCode.OK;
    }

    private void checkUsage() {
        boolean right = running.wanted() ? paths.size() <= 1 : paths.size() == 2;
        if (!right && spec != null) {
            throw new ParameterException(spec.commandLine(), "diff needs two paths, or --running and at most one path");
        }
    }

    private Path proposed() {
        return paths.isEmpty() ? ConfigFolder.standard() : paths.get(0);
    }

    private String text(ConfigDiff diff) {
        if (format.json) {
            return DiffJson.of(diff) + '\n';
        }
        if (format.markdown) {
            return DiffMarkdown.of(diff);
        }
        return format.summary
                ? diff.summary() + '\n'
                : DiffText.of(diff, terminal.ansi().enabled());
    }
}
