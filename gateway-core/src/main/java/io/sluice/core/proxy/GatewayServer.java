package io.sluice.core.proxy;

import io.sluice.core.observe.AccessLog;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.Snapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * The data plane.
 *
 * <p>Threading: called from outside the event loops, by one thread at a time; every method may block that thread.
 */
public final class GatewayServer implements AutoCloseable {
    public GatewayServer(EngineSettings settings, Metrics metrics, AccessLog accessLog) {}

    /**
     * Serves {@code snapshot} from now on: binds what is new, hands it to every worker, closes what is gone. Requests in flight end on the
     * generation they began with.
     *
     * @throws IOException naming the address that could not be bound; then nothing has changed
     */
    public void install(Snapshot snapshot) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The addresses that are bound, with the ports the system chose for port 0. */
    public List<InetSocketAddress> addresses() {
        throw new UnsupportedOperationException();
    }

    /** The transport in use: {@code epoll}, {@code io_uring} or {@code nio}. */
    public String transport() {
        throw new UnsupportedOperationException();
    }

    /** Whether every event loop runs a task within {@code patience}. */
    public boolean responsive(Duration patience) {
        throw new UnsupportedOperationException();
    }

    /** Requests being worked on. */
    public int inFlight() {
        throw new UnsupportedOperationException();
    }

    /** Direct memory held by the buffer pool in bytes, and the most it may hold. */
    public long directMemoryUsed() {
        throw new UnsupportedOperationException();
    }

    public long directMemoryMax() {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops taking connections, lets every request in flight finish and closes idle connections.
     *
     * @return how many requests had to be cut because {@code timeouts.drain} was over
     */
    public int drain() {
        throw new UnsupportedOperationException();
    }

    /** Closes everything at once. */
    @Override
    public void close() {}
}
