package io.sluice.launcher;

import io.sluice.config.PrettyStyle;
import io.sluice.config.Problem;
import io.sluice.config.Problems;
import io.sluice.config.report.ReportFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does everything that a start does with a configuration, except serving it. */
@Command(
        name = "validate",
        description = "Check configurations; exit with 1 if any would be refused.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Reports for programs go to standard output, everything for people to standard error.",
            "Exit codes: 0 nothing at or above the fail level, 1 otherwise, 64 wrong usage."
        })
final class ValidateCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Folders or files to check, - for standard input (default: conf).")
    private List<String> paths = List.of();

    @Option(names = "--config", paramLabel = "PATH", description = "One more PATH, as for run.")
    private @Nullable String config;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "pretty, compact, json, github, sarif or junit (default: pretty).")
    private ReportFormat format = ReportFormat.PRETTY;

    @Option(
            names = "--fail-level",
            paramLabel = "LEVEL",
            description = "The least severity that makes the check fail: error, warning or info (default: error).")
    private Problem.Severity failLevel = Problem.Severity.ERROR;

    @Option(
            names = "-W",
            paramLabel = "CODE=LEVEL",
            description = "Treat a warning or note as off, info, warning or error; may be repeated.")
    private List<String> levels = List.of();

    @Option(names = "--quiet", description = "Print nothing but findings at or above the fail level.")
    private boolean quiet;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;
    private final InputStream input;

    ValidateCommand(Terminal terminal, InputStream input) {
        this.terminal = terminal;
        this.input = input;
    }

    @Override
    public Integer call() throws IOException {
        SeverityLevels wanted = levels();
        List<Problems> reports = new ArrayList<>();
        for (String path : chosen()) {
            reports.add(wanted.apply(check(path)));
        }
        Problems all = Problems.together(reports);
        boolean failed = !all.atLeast(failLevel).isEmpty();
        print(quiet ? all.atLeast(failLevel) : all, failed);
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    private SeverityLevels levels() {
        try {
            return SeverityLevels.parse(levels);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<String> chosen() {
        List<String> chosen = new ArrayList<>(paths);
        if (config != null) {
            chosen.add(config);
        }
        return chosen.isEmpty() ? List.of("conf") : chosen;
    }

    private Problems check(String path) throws IOException {
        return path.equals(STANDARD_INPUT) ? ConfigCheck.of(input) : ConfigCheck.of(Path.of(path));
    }

    private void print(Problems problems, boolean failed) {
        if (format != ReportFormat.PRETTY) {
            terminal.out().print(format.of(problems));
            terminal.out().flush();
        } else if (!quiet || failed) {
            terminal.err().print(problems.pretty(terminal.ansi().enabled() ? PrettyStyle.COLOURED : PrettyStyle.PLAIN));
            problems.all().stream()
                    .findFirst()
                    .ifPresent(first -> terminal.err()
                            .println("\"gateway codes " + first.code() + "\" explains a code, here the first"));
        }
    }
}
