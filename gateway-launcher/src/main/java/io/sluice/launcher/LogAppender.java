package io.sluice.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * Writes log events on the thread of a {@link BatchQueue}. An event that does not fit is dropped, one below {@code WARN} as soon as
 * little room is left, so that a flood of small things does not hide the large ones.
 *
 * <p>Threading: events from any thread, without blocking; started and stopped by the thread that starts and stops the process.
 */
final class LogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private final Encoder<ILoggingEvent> encoder;
    private final PrintStream out;
    private final BatchQueue<ILoggingEvent> queue;

    /**
     * @param encoder has been started
     * @param capacity events that may wait, rounded up to a power of two
     */
    LogAppender(Encoder<ILoggingEvent> encoder, PrintStream out, int capacity) {
        this.encoder = encoder;
        this.out = out;
        queue = new BatchQueue<>("log", capacity, new Lines());
    }

    @Override
    public void start() {
        queue.start();
        super.start();
    }

    /** Writes what has been logged so far. */
    @Override
    public void stop() {
        if (isStarted()) {
            super.stop();
            queue.close();
            encoder.stop();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN) || !queue.isNearlyFull()) {
            event.prepareForDeferredProcessing();
            queue.offer(event);
        }
    }

    /** Events → lines. */
    private final class Lines implements BatchQueue.Sink<ILoggingEvent> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void add(ILoggingEvent each) {
            try {
                bytes.writeBytes(encoder.encode(each));
            } catch (RuntimeException e) {
                addError("a log event cannot be written", e);
            }
        }

        @Override
        public int size() {
            return bytes.size();
        }

        @Override
        public void flush(int count) {
            out.writeBytes(bytes.toByteArray());
            out.flush();
            bytes.reset();
        }
    }
}
