package io.sluice.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a folder to begin with. */
@Command(
        name = "init",
        description = "Write a sample configuration with a fresh self-signed certificate; overwrites nothing.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder to write to; made if it does not exist.")
    private Path folder = Path.of("conf");

    private final Terminal terminal;

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        StarterFolder starter = new StarterFolder(folder);
        List<Path> existing = starter.existing();
        if (!existing.isEmpty()) {
            terminal.error("nothing written, because these files exist:");
            existing.forEach(file -> terminal.err().println("  " + file));
            return ExitCode.FAILED;
        }
        try {
            starter.write();
        } catch (IOException | GeneralSecurityException e) {
            terminal.error("cannot write to " + folder + ": " + e);
            return ExitCode.FAILED;
        }
        report(starter);
        return ExitCode.OK;
    }

    private void report(StarterFolder starter) {
        starter.files().forEach(file -> terminal.out().println("wrote " + file));
        terminal.out().println();
        terminal.out().println("Next:");
        terminal.out().println("  gateway validate " + folder);
        terminal.out().println("  gateway run --config " + folder + " --demo");
    }
}
