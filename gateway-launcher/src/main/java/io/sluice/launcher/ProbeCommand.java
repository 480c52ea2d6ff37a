package io.sluice.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a running gateway whether it is ready, for container engines without an HTTP client. */
@Command(
        name = "probe",
        description = "Exit with 0 if the gateway on this machine is ready, else with 1.",
        mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {
    private static final int PATIENCE_MILLIS = 2000;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            description = "Admin address of the gateway (default: ${DEFAULT-VALUE}).")
    private String admin = "127.0.0.1:9901";

    private final Terminal terminal;

    ProbeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            int status = ask(URI.create("http://" + admin + "/readyz"));
            terminal.out().println(status == HttpURLConnection.HTTP_OK ? "ready" : "not ready");
            return status == HttpURLConnection.HTTP_OK ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException | IllegalArgumentException e) {
            terminal.error("cannot ask " + admin + ": " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static int ask(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
