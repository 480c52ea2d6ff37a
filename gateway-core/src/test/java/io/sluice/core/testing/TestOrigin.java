package io.sluice.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An upstream on 127.0.0.1 that follows a script, byte for byte, and records the requests it read. */
public final class TestOrigin implements AutoCloseable {
    /** What happens on each connection, on a thread of its own. */
    @FunctionalInterface
    public interface Script {
        void serve(Wire wire, TestOrigin origin) throws IOException;
    }

    /** Answers every request with 200 and {@code hello}. */
    public static final Script HELLO = answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

    private final ServerSocket server;
    private final Script script;
    private final BlockingQueue<Wire.Message> requests = new LinkedBlockingQueue<>();
    private final List<Wire> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public TestOrigin(Script script) {
        this(script, null);
    }

    public TestOrigin(Script script, @Nullable SSLContext tls) {
        this.script = script;
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            server = tls == null
                    ? new ServerSocket(0, 1024, loopback)
                    : tls.getServerSocketFactory().createServerSocket(0, 1024, loopback);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** Reads whole requests and answers each with {@code response}. */
    public static Script answering(String response) {
        return (wire, origin) -> {
            while (true) {
                origin.record(wire.read());
                wire.send(response);
            }
        };
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Connections accepted so far. */
    public int connections() {
        return connections.get();
    }

    public void record(Wire.Message request) {
        requests.add(request);
    }

    /** The next request that was recorded. */
    public Wire.Message takeRequest() {
        try {
            Wire.Message next = requests.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no request reached the origin within 20 s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int recorded() {
        return requests.size();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Wire::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Wire wire = new Wire(socket);
                open.add(wire);
                start(() -> serve(wire));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Wire wire) {
        try (wire) {
            script.serve(wire, this);
        } catch (IOException | UncheckedIOException e) {
            open.remove(wire);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "origin");
        thread.setDaemon(true);
        thread.start();
    }
}
