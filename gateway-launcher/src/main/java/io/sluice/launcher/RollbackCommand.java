package io.sluice.launcher;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a running gateway serve an earlier generation until its files change. */
@Command(
        name = "rollback",
        description = "Have a running gateway serve an earlier generation until its files change.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 done, 1 refused, 64 wrong usage, 75 no gateway answers."})
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    private final AdminClient gateway = new AdminClient();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Parameters(
            paramLabel = "N",
            arity = "0..1",
            description = "Generation to go back to (default: the one before the one that is served).")
    private @Nullable Long generation;

    private final Terminal terminal;

    RollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return gateway.post(terminal, "/api/v1/rollback/" + (generation == null ? "previous" : generation), json);
    }
}
