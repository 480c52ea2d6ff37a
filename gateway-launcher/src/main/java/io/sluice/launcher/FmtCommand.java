package io.sluice.launcher;

import io.sluice.config.fmt.FormatResult;
import io.sluice.config.fmt.ManifestFormatter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings manifests into canonical form. */
@Command(
        name = "fmt",
        description = "Print manifests in canonical form; comments and the text of values stay as they are.",
        mixinStandardHelpOptions = true)
final class FmtCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Files, or folders whose *.yaml and *.yml are meant.")
    private List<Path> paths = List.of();

    @ArgGroup
    private Mode mode = new Mode();

    private final Terminal terminal;
    private boolean failed;
    private boolean differs;

    FmtCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What is done with the result; at most one of these. */
    private static final class Mode {
        @Option(
                names = {"-w", "--write"},
                description = "Write the files and print the names of those that changed.")
        private boolean write;

        @Option(
                names = "--check",
                description = "Print the names of files that would change; exit with 2 if there are any.")
        private boolean check;

        @Option(names = "--diff", description = "Print what would change.")
        private boolean diff;

        private boolean prints() {
            return !write && !check && !diff;
        }
    }

    @Override
    public Integer call() {
        paths.forEach(this::format);
        if (failed) {
            return ExitCode.FAILED;
        }
        return differs && mode.check ? ExitCode.DIFFERENT : ExitCode.OK;
    }

    private void format(Path path) {
        try {
            for (Path file : ManifestFiles.below(path)) {
                format(file, Files.readAllBytes(file));
            }
        } catch (NoSuchFileException e) {
            fail(path, "it does not exist");
        } catch (IOException e) {
            fail(path, "it cannot be read or written: " + e);
        }
    }

    private void format(Path file, byte[] bytes) throws IOException {
        FormatResult result = ManifestFormatter.format(bytes);
        if (result instanceof FormatResult.Formatted formatted) {
            formatted.notes().forEach(note -> note(file, note));
            use(file, new String(bytes, StandardCharsets.UTF_8), formatted.text());
        } else if (result instanceof FormatResult.Untouched untouched) {
            note(file, untouched.reason() + " and is left as it is");
            use(file, new String(bytes, StandardCharsets.UTF_8), new String(bytes, StandardCharsets.UTF_8));
        } else {
            fail(file, ((FormatResult.Refused) result).reason() + "; the file is left as it is");
        }
    }

    private void use(Path file, String before, String after) throws IOException {
        if (mode.prints()) {
            terminal.out().print(after);
        } else if (!before.equals(after)) {
            differs = true;
            if (mode.write) {
                WholeFile.replace(file, after.getBytes(StandardCharsets.UTF_8));
            }
            terminal.out().print(mode.diff ? UnifiedDiff.of(file.toString(), before, after) : file + "\n");
        }
    }

    private void note(Path file, String text) {
        terminal.err().println("note: " + file + ": " + text);
    }

    private void fail(Path file, String text) {
        failed = true;
        terminal.error(file + ": " + text);
    }
}
