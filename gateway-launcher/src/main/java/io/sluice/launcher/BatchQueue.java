package io.sluice.launcher;

import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * A queue with a thread of its own that takes out what has gathered. Under traffic the thread naps between its turns, so that event loops need not wake
 * it for each element: on a machine with few processors that costs more than writing a line.
 *
 * <p>Threading: {@link #offer} from any thread, without blocking; the rest from the thread that starts and stops the process.
 */
final class BatchQueue<E> implements AutoCloseable {
    /** From that size on, what was added is flushed before there is more. */
    static final int BATCH_BYTES = 64 * 1024;

    private static final long NAP_NANOS = 10_000_000;
    private static final long SLEEP_NANOS = 1_000_000_000;
    private static final int NAPS_BEFORE_SLEEP = 100;
    private static final long PATIENCE_MILLIS = 2000;

    /** What becomes of the elements. Only the thread of the queue calls it; it must not throw. */
    interface Sink<E> {
        void add(E each);

        /** Bytes that wait for being flushed. */
        int size();

        /** @param count how many were added since the last time, at least one */
        void flush(int count);
    }

    private final MpscAtomicArrayQueue<E> queue;
    private final Sink<E> sink;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    /**
     * @param name of the thread
     * @param capacity elements that may wait, rounded up to a power of two
     */
    BatchQueue(String name, int capacity, Sink<E> sink) {
        this.sink = sink;
        queue = new MpscAtomicArrayQueue<>(Math.max(2, capacity));
        thread = new Thread(this::work, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** False if there is no room. */
    boolean offer(E each) {
        boolean taken = queue.offer(each);
        if (taken && asleep) {
            LockSupport.unpark(thread);
        }
        return taken;
    }

    /** Whether less than a fifth of the room is left. */
    boolean isNearlyFull() {
        return queue.size() > queue.capacity() - queue.capacity() / 5;
    }

    /** Hands over what has been offered so far, then stops; gives up on a sink that takes nothing for two seconds. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        int naps = 0;
        while (!closed) {
            naps = takeBatch() > 0 ? 0 : rest(naps);
        }
        while (takeBatch() > 0) {}
    }

    /** Naps for a second after traffic, then sleeps. */
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

    private int takeBatch() {
        int taken = 0;
        @Nullable E next;
        while (sink.size() < BATCH_BYTES && (next = queue.poll()) != null) {
            sink.add(next);
            taken++;
        }
        if (taken > 0) {
            sink.flush(taken);
        }
        return taken;
    }
}
