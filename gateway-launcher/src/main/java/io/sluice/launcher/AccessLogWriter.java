package io.sluice.launcher;

import io.sluice.config.ProcessSettings;
import io.sluice.core.observe.AccessLog;
import io.sluice.core.observe.AccessRecord;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the access log on a thread of its own. What does not fit into the queue, because the sink is slower than the traffic, is dropped and counted.
 *
 * <p>Threading: {@link #log} from any thread, without blocking; the rest from the thread that starts and stops the process.
 */
final class AccessLogWriter implements AccessLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLogWriter.class);
    private static final int BATCH_BYTES = 64 * 1024;
    private static final long NAP_NANOS = 10_000_000;
    private static final long SLEEP_NANOS = 1_000_000_000;
    private static final int NAPS_BEFORE_SLEEP = 100;
    private static final long PATIENCE_MILLIS = 2000;

    private final Queue<AccessRecord> queue;
    private final OutputStream out;
    private final LongAdder overflow = new LongAdder();
    private final LongAdder unwritten = new LongAdder();
    private final JsonWriter json = new JsonWriter();
    private final AccessLine line = new AccessLine(json);
    private final Thread thread = new Thread(this::work, "access-log");
    private volatile boolean asleep;
    private volatile boolean closed;
    private int batch;
    private boolean failing;

    /**
     * @param out closed by {@link #close}; needs no buffer
     * @param capacity records that may wait, rounded up to a power of two
     */
    AccessLogWriter(OutputStream out, int capacity) {
        this.out = out;
        queue = new MpscAtomicArrayQueue<>(Math.max(2, capacity));
        thread.setDaemon(true);
    }

    /** Null if requests are not logged. */
    static @Nullable AccessLogWriter open(ProcessSettings.AccessLog settings) throws IOException {
        if (!settings.enabled()) {
            return null;
        }
        Optional<String> path = settings.path();
        OutputStream out = path.isPresent() ? new FileOutputStream(path.get(), true) : new StandardOutput();
        return new AccessLogWriter(out, settings.queue()).start();
    }

    AccessLogWriter start() {
        thread.start();
        return this;
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public void log(AccessRecord entry) {
        if (!queue.offer(entry)) {
            overflow.increment();
        } else if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** Records dropped because the queue was full. */
    long overflow() {
        return overflow.sum();
    }

    /** Records lost because the sink refused them. */
    long unwritten() {
        return unwritten.sum();
    }

    /** Writes what has been logged so far, then stops; gives up on a sink that takes nothing for two seconds. */
    @Override
    public void close() throws IOException {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.close();
    }

    private void work() {
        int naps = 0;
        while (!closed) {
            naps = writeBatch() > 0 ? 0 : rest(naps);
        }
        while (writeBatch() > 0) {}
    }

    /** Naps after traffic, so that event loops need not wake this thread for each record; sleeps when there is none. */
    private int rest(int naps) {
        if (naps < NAPS_BEFORE_SLEEP) {
            LockSupport.parkNanos(this, NAP_NANOS);
            return naps + 1;
        }
        asleep = true;
        if (queue.isEmpty() && !closed) {
            LockSupport.parkNanos(this, SLEEP_NANOS);
        }
        asleep = false;
        return queue.isEmpty() ? naps : 0;
    }

    private int writeBatch() {
        batch = 0;
        @Nullable AccessRecord next;
        while (json.size() < BATCH_BYTES && (next = queue.poll()) != null) {
            line.write(next);
            batch++;
        }
        if (batch > 0) {
            flush();
        }
        return batch;
    }

    private void flush() {
        try {
            json.drainTo(out);
            out.flush();
            failing = false;
        } catch (IOException e) {
            unwritten.add(batch);
            complain(e);
        }
    }

    /** Once per outage. */
    private void complain(IOException e) {
        if (!failing) {
            LOG.warn("the access log cannot be written, records are lost until it can: {}", e.getMessage());
        }
        failing = true;
    }
}
