package io.sluice.launcher;

import picocli.CommandLine.Command;

/** Says what this is. */
@Command(name = "version", description = "Print the version and exit.", mixinStandardHelpOptions = true)
final class VersionCommand implements Runnable {
    private final Terminal terminal;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static String text() {
        Build build = Build.current();
        return "sluice " + build.version() + " (revision " + build.revision() + ", Java " + build.java() + ")";
    }

    @Override
    public void run() {
        terminal.out().println(text());
    }
}
