package io.sluice.launcher;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what became of the attempts to change the configuration of a running gateway. */
@Command(
        name = "history",
        description = "Show the latest attempts to change the configuration, or one generation with its findings.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 done, 1 refused, 64 wrong usage, 75 no gateway answers."})
final class HistoryCommand implements Callable<Integer> {
    @Mixin
    private final AdminClient gateway = new AdminClient();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(paramLabel = "N", arity = "0..1", description = "Generation to show.")
    private @Nullable Long generation;

    private final Terminal terminal;

    HistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return gateway.get(terminal, "/api/v1/config/history" + (generation == null ? "" : "/" + generation), json);
    }
}
