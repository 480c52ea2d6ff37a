package io.sluice.launcher;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Serves for a moment, for {@code docker/make-archive.sh}: the JVM remembers what was loaded meanwhile. */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Start with a configuration of its own, serve a few requests, reload and stop.",
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
    private final Terminal terminal;

    RehearseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            Rehearsal.run(terminal);
            return ExitCode.OK;
        } catch (IOException | GeneralSecurityException e) {
            terminal.error("the rehearsal failed: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
