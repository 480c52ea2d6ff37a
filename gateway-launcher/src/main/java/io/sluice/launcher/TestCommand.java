package io.sluice.launcher;

import io.sluice.config.GoldenFile;
import io.sluice.config.explain.Explanation;
import io.sluice.config.explain.GoldenCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks expectations about requests against a configuration, without sending anything to anybody. */
@Command(
        name = "test",
        description = "Check what would become of requests against what is expected.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 all as expected, 1 something is not, or a file or the configuration is invalid, 64 wrong usage."
        })
final class TestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files with tests.")
    private List<Path> files = List.of();

    @Option(names = "--config", paramLabel = "PATH", description = "Folder to test (default: conf).")
    private Path config = Path.of("conf");

    @Option(names = "--format", paramLabel = "FORMAT", description = "pretty, junit or json (default: pretty).")
    private TestFormat format = TestFormat.PRETTY;

    private final Terminal terminal;

    TestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<GoldenFile.Golden> tests = read();
        List<TestResult> results = tests == null ? null : run(tests);
        if (results == null) {
            return ExitCode.FAILED;
        }
        terminal.out().print(format.of(results, terminal.ansi()));
        terminal.out().flush();
        return TestFormat.failed(results) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Null after the terminal was told everything that is wrong with the files. */
    private @Nullable List<GoldenFile.Golden> read() {
        List<GoldenFile.Golden> tests = new ArrayList<>();
        boolean valid = true;
        for (Path file : files) {
            GoldenFile.Result result = GoldenFile.read(file);
            if (result instanceof GoldenFile.Rejected rejected) {
                terminal.err().print(rejected.problems().pretty());
                valid = false;
            } else {
                tests.addAll(((GoldenFile.Accepted) result).tests());
            }
        }
        return valid ? tests : null;
    }

    /** Null if the configuration is invalid. */
    private @Nullable List<TestResult> run(List<GoldenFile.Golden> tests) {
        try (ExplainedFolder folder = ExplainedFolder.open(terminal, config)) {
            List<TestResult> results = new ArrayList<>();
            for (GoldenFile.Golden test : tests) {
                TestResult result = folder == null ? null : run(test, folder);
                if (result == null) {
                    return null;
                }
                results.add(result);
            }
            return results;
        }
    }

    private static @Nullable TestResult run(GoldenFile.Golden test, ExplainedFolder folder) {
        try {
            Explanation explanation = folder.explain(GoldenCheck.question(test.request()));
            return explanation == null
                    ? null
                    : new TestResult(test, GoldenCheck.of(test, explanation), null, explanation);
        } catch (IllegalArgumentException impossible) {
            return new TestResult(test, List.of(), String.valueOf(impossible.getMessage()), null);
        }
    }
}
