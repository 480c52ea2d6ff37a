package io.sluice.core.proxy;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.PlatformDependent;
import io.sluice.core.observe.AccessLog;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.Snapshot;
import io.sluice.core.runtime.Upstream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The data plane.
 *
 * <p>Threading: called from outside the event loops, by one thread at a time; every method may block that thread.
 */
public final class GatewayServer implements AutoCloseable {
    /** While draining, a connection without work for so long is closed; busier ones get an answer that ends them. */
    private static final long IDLE_WHEN_DRAINING = Duration.ofSeconds(1).toNanos();

    /** How long sockets get to be closed; they need a turn of their loop. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private static final Duration LAG_EVERY = Duration.ofMillis(500);

    private final EngineSettings settings;
    private final Metrics metrics;
    private final Engine engine;
    private final IoTransport transport;
    private final EventLoopGroup acceptor;
    private final EventLoopGroup loops;
    private final NameLookup names;
    private final Map<EventLoop, Worker> workers = new HashMap<>();
    private final Listeners listeners;
    private Generation current;

    /** @throws IllegalStateException if the transport or the authorities of upstreams cannot be used, saying why */
    public GatewayServer(EngineSettings settings, Metrics metrics, AccessLog accessLog) {
        this.settings = settings;
        this.metrics = metrics;
        transport = IoTransport.of(settings.transport());
        int threads = settings.threads() > 0
                ? settings.threads()
                : Runtime.getRuntime().availableProcessors();
        names = new NameLookup(transport.datagram());
        engine = new Engine(settings, transport, names.resolvers(), metrics, accessLog, threads);
        acceptor = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("accept", true), transport.handlers());
        loops = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("loop", true), transport.handlers());
        SplittableRandom seeds = new SplittableRandom(new SecureRandom().nextLong());
        for (EventExecutor each : loops) {
            EventLoop loop = (EventLoop) each;
            workers.put(loop, new Worker(loop, engine, seeds.nextLong()));
            watchLag(loop);
        }
        loops.next().scheduleAtFixedRate(engine.memory()::measure, 0, MemoryMark.EVERY.toNanos(), TimeUnit.NANOSECONDS);
        current = Generation.none();
        listeners = new Listeners(engine, transport, acceptor, loops, workers);
    }

    /**
     * Serves {@code snapshot} from now on: binds what is new, hands it to every worker, closes what is gone. Requests in flight end on the
     * generation they began with.
     *
     * @throws IOException naming the address that could not be bound; then nothing has changed
     */
    public void install(Snapshot snapshot) throws IOException {
        Set<EndpointKey> endpoints =
                snapshot.upstreams().stream().map(Upstream::endpoint).collect(Collectors.toSet());
        engine.secure(endpoints);
        listeners.bind(snapshot.listeners());
        List<@Nullable Listener> byBinding = listeners.byBinding(snapshot.listeners());
        Generation generation = new Generation(snapshot, workers.size());
        current.supersededBy(generation);
        onEachWorker(worker -> {
            worker.install(generation, byBinding, endpoints);
            return true;
        });
        listeners.accept(snapshot.listeners());
        boolean served = !current.snapshot().listeners().isEmpty();
        current = generation;
        if (served) { // else there are no series but those of the snapshot
            new MeterSweep(snapshot).run(metrics);
        }
    }

    /** Forgets the series of a snapshot that was compiled but refused; those of what is served stay. */
    public void forgetRefused() {
        new MeterSweep(current.snapshot()).run(metrics);
    }

    /** The addresses that are bound, with the ports the system chose for port 0. */
    public List<InetSocketAddress> addresses() {
        return listeners.addresses();
    }

    /** The transport in use: {@code epoll}, {@code io_uring} or {@code nio}. */
    public String transport() {
        return transport.name();
    }

    /** Whether every event loop runs a task within {@code patience}. */
    public boolean responsive(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Future<?>> tasks = new ArrayList<>();
        workers.keySet().forEach(loop -> tasks.add(loop.submit(() -> {})));
        return tasks.stream()
                .allMatch(task -> task.awaitUninterruptibly(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
    }

    /** Requests being worked on. */
    public int inFlight() {
        return onEachWorker(Worker::inFlight).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Direct memory held by the buffer pool in bytes. */
    public long directMemoryUsed() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    /** The most direct memory that may be used, in bytes. */
    public long directMemoryMax() {
        return PlatformDependent.maxDirectMemory();
    }

    /**
     * Stops taking connections, lets every request in flight finish and closes idle connections.
     *
     * @return how many requests had to be cut because {@code timeouts.drain} was over
     */
    public int drain() {
        // First of all: a client that is told to close and connects again must find nobody rather than a socket that is
        // about to go.
        listeners.close();
        long deadline = System.nanoTime() + settings.timeouts().drain().toNanos();
        drainWorkers();
        while (openConnections() > 0 && System.nanoTime() - deadline < 0) {
            acceptor.next().schedule(() -> {}, 20, TimeUnit.MILLISECONDS).awaitUninterruptibly();
            drainWorkers();
        }
        return inFlight();
    }

    private void drainWorkers() {
        onEachWorker(worker -> {
            worker.drain(IDLE_WHEN_DRAINING);
            return true;
        });
    }

    /** Closes everything at once. */
    @Override
    public void close() {
        listeners.close();
        names.close();
        closeConnections();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        acceptor.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        current.close();
    }

    /**
     * An event loop that is told to stop while it runs its tasks ends without closing what it serves, and one that still hears from the system about
     * sockets complains of each; so they are closed before, and their ends awaited.
     */
    private void closeConnections() {
        if (loops.isShuttingDown()) {
            return;
        }
        onEachWorker(worker -> {
            worker.close();
            return true;
        });
        long deadline = System.nanoTime() + CLOSING.toNanos();
        while (openSockets() > 0 && System.nanoTime() - deadline < 0) {
            acceptor.next().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        }
    }

    private int openSockets() {
        return names.sockets()
                + onEachWorker(Worker::sockets).stream()
                        .mapToInt(Integer::intValue)
                        .sum();
    }

    private int openConnections() {
        return onEachWorker(Worker::connections).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private void watchLag(EventLoop loop) {
        long[] expected = {System.nanoTime() + LAG_EVERY.toNanos()};
        loop.scheduleAtFixedRate(
                () -> {
                    long now = System.nanoTime();
                    metrics.loopLagged(Math.max(0, now - expected[0]));
                    expected[0] = now + LAG_EVERY.toNanos();
                },
                LAG_EVERY.toNanos(),
                LAG_EVERY.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private interface WorkerTask<T> {
        T run(Worker worker);
    }

    private <T> List<T> onEachWorker(WorkerTask<T> task) {
        List<Future<T>> results = new ArrayList<>();
        workers.forEach((loop, worker) -> results.add(loop.submit((Callable<T>) () -> task.run(worker))));
        return results.stream()
                .map(result -> result.syncUninterruptibly().getNow())
                .toList();
    }
}
