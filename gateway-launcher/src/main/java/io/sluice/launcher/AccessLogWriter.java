package io.sluice.launcher;

import io.sluice.config.ProcessSettings;
import io.sluice.core.observe.AccessLog;
import io.sluice.core.observe.AccessRecord;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the access log on the thread of a {@link BatchQueue}. What does not fit into the queue, because the sink is slower than the traffic, is dropped and counted.
 *
 * <p>Threading: {@link #log} from any thread, without blocking; the rest from the thread that starts and stops the process.
 */
final class AccessLogWriter implements AccessLog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLogWriter.class);

    private final BatchQueue<AccessRecord> queue;
    private final OutputStream out;
    private final LongAdder overflow = new LongAdder();
    private final LongAdder unwritten = new LongAdder();

    /**
     * @param out closed by {@link #close}; needs no buffer
     * @param capacity records that may wait, rounded up to a power of two
     */
    AccessLogWriter(OutputStream out, int capacity) {
        this.out = out;
        queue = new BatchQueue<>("access-log", capacity, new Lines());
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
        queue.start();
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
        queue.close();
        out.close();
    }

    /** Records → lines. */
    private final class Lines implements BatchQueue.Sink<AccessRecord> {
        private final JsonWriter json = new JsonWriter();
        private final AccessLine line = new AccessLine(json);
        private boolean failing;

        @Override
        public void add(AccessRecord each) {
            line.write(each);
        }

        @Override
        public int size() {
            return json.size();
        }

        @Override
        public void flush(int count) {
            try {
                json.drainTo(out);
                out.flush();
                failing = false;
            } catch (IOException e) {
                unwritten.add(count);
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
}
