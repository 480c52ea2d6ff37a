package io.sluice.core.proxy;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.time.Duration;

/**
 * Whether buffers fill so much of the direct memory that new requests are better refused than begun.
 *
 * <p>Threading: one thread calls {@link #measure} now and then; anybody may ask.
 */
final class MemoryMark {
    /** How often to measure: adding up what every buffer arena has handed out is too dear to do for each request. */
    static final Duration EVERY = Duration.ofMillis(100);

    private final long most;
    private volatile boolean full;

    MemoryMark(int percent) {
        most = PlatformDependent.maxDirectMemory() / 100 * percent;
    }

    boolean isFull() {
        return full;
    }

    void measure() {
        full = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() > most;
    }
}
