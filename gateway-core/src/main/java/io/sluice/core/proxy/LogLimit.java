package io.sluice.core.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one message a second pass, so that what clients can provoke at will does not fill the log.
 *
 * <p>Threading: safe from any thread.
 */
final class LogLimit {
    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong suppressed = new AtomicLong();

    /** How many messages were not let through since the last one that was, or -1 if this one is not either. */
    long pass(long now) {
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + EVERY)) {
            suppressed.incrementAndGet();
            return -1;
        }
        return suppressed.getAndSet(0);
    }
}
