package io.sluice.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the demo backend alone, so that a demo needs no second image. */
@Command(name = "backend", hidden = true, description = "Run only the demo backend.", mixinStandardHelpOptions = true)
final class BackendCommand implements Callable<Integer> {
    @Option(names = "--host", description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", description = "Port to listen on (default: ${DEFAULT-VALUE}).")
    private int port = EchoBackend.PORT;

    private final Terminal terminal;

    BackendCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        Signals.on("TERM", signal -> stop.countDown());
        Signals.on("INT", signal -> stop.countDown());
        try (EchoBackend backend = EchoBackend.start(new InetSocketAddress(host, port))) {
            terminal.err().println("demo backend on " + BindFailure.text(backend.address()));
            stop.await();
            return ExitCode.OK;
        } catch (IOException e) {
            terminal.error(e.getMessage());
            return ExitCode.FAILED;
        }
    }
}
