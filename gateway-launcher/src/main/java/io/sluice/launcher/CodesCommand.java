package io.sluice.launcher;

import io.sluice.config.ProblemCode;
import io.sluice.config.ProblemPage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains what a check reports, without a network. */
@Command(
        name = "codes",
        description = "List the codes of all problems, or explain one of them.",
        mixinStandardHelpOptions = true)
final class CodesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CODE", arity = "0..1", description = "A code such as GW1203.")
    private @Nullable String id;

    private final Terminal terminal;

    CodesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return id == null ? list() : explain(id);
    }

    private int list() {
        Arrays.stream(ProblemCode.values())
                .sorted(Comparator.comparing(ProblemCode::id))
                .forEach(code -> terminal.out().println(line(code)));
        return ExitCode.OK;
    }

    private static String line(ProblemCode code) {
        String severity = code.severity().name().toLowerCase(Locale.ROOT);
        return code.id() + "  " + severity + " ".repeat(9 - severity.length()) + code.meaning();
    }

    private int explain(String wanted) {
        Optional<ProblemCode> code = ProblemPage.code(wanted);
        if (code.isEmpty()) {
            terminal.error("unknown code " + wanted + "; \"gateway codes\" lists all");
            return ExitCode.USAGE;
        }
        terminal.out().print(ProblemPage.of(code.get()).text());
        return ExitCode.OK;
    }
}
