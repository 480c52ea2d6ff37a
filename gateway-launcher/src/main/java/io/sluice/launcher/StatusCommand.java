package io.sluice.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a running gateway serves. */
@Command(
        name = "status",
        description = "Show what a running gateway serves, since when, and whether the files agree.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 done, 1 refused, 64 wrong usage, 75 no gateway answers."})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final AdminClient gateway = new AdminClient();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Terminal terminal;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return gateway.get(terminal, "/api/v1/status", json);
    }
}
