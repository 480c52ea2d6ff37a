package io.sluice.launcher;

import io.sluice.config.ConfigDocuments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a configuration until it is told to stop. */
@Command(
        name = "run",
        description = "Serve a configuration folder; its changes are applied while running.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --config the first of these folders is taken:",
            "  conf",
            "  /etc/gateway/conf.d",
            "  /usr/local/share/mulesoft/flex-gateway/conf.d",
            "  /etc/mulesoft/flex-gateway/conf.d",
            "",
            "SIGHUP loads the configuration again, SIGTERM and SIGINT end the gateway in good order.",
            "Exit codes: 0 ended in good order, 1 invalid configuration or failed start, 64 wrong usage, 70 internal error."
        })
final class RunCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "PATH", description = "Folder with gateway.conf and manifests.")
    private @Nullable Path config;

    @Option(
            names = "--state",
            paramLabel = "PATH",
            description =
                    "Folder for what must survive a restart (default: stateDirectory of gateway.conf, else none).")
    private @Nullable Path state;

    @Option(names = "--demo", description = "Also start an echo backend on 127.0.0.1:9001 to send requests to.")
    private boolean demo;

    private final Terminal terminal;

    RunCommand(Terminal terminal) {
        this(terminal, null, null, false);
    }

    RunCommand(Terminal terminal, @Nullable Path config, @Nullable Path state, boolean demo) {
        this.terminal = terminal;
        this.config = config;
        this.state = state;
        this.demo = demo;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path folder = config == null ? ConfigFolder.first(ConfigFolder.DEFAULTS) : config;
        if (folder == null || !Files.exists(folder)) {
            terminal.error(
                    folder == null
                            ? "no configuration folder found; name one with --config or write one with \"gateway init conf\""
                            : "configuration folder " + folder + " does not exist");
            return ExitCode.FAILED;
        }
        AtomicReference<ConfigDocuments> first = new AtomicReference<>(ConfigDocuments.readAhead(folder));
        return new Wiring(terminal, folder, state, demo).run(first, Shutdown.onSignals());
    }
}
