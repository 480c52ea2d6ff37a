package io.sluice.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has a running gateway load its files, and waits for the verdict. */
@Command(
        name = "reload",
        description = "Have a running gateway load its files; print the verdict and all findings.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 done, 1 refused, 64 wrong usage, 75 no gateway answers."})
final class ReloadCommand implements Callable<Integer> {
    @Mixin
    private final AdminClient gateway = new AdminClient();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Terminal terminal;

    ReloadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return gateway.post(terminal, "/api/v1/reload", json);
    }
}
