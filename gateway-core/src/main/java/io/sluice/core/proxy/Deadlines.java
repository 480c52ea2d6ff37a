package io.sluice.core.proxy;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The timeouts of one loop: one queue per distinct duration, in which deadlines expire in the order in which they were armed. Arming and cancelling
 * cost a few pointer writes and no decision: a branch that is first taken when the gateway has been idle makes the JVM throw away what it has compiled
 * of the way of a request. A queue has one timer with the loop, always.
 */
final class Deadlines {
    private final EventLoop loop;
    private final Map<Duration, Queue> queues = new HashMap<>();

    Deadlines(EventLoop loop) {
        this.loop = loop;
    }

    Queue queue(Duration duration) {
        Queue known = queues.get(duration);
        return known != null ? known : queues.computeIfAbsent(duration, length -> new Queue(loop, length.toNanos()));
    }

    /** Something that may expire: in at most one queue at a time, and usable again afterwards. */
    static final class Deadline {
        private final Runnable expired;
        private Deadline previous = this;
        private Deadline next = this;
        private long at;

        Deadline(Runnable expired) {
            this.expired = expired;
        }

        /** Does nothing to one that is not armed. */
        void cancel() {
            previous.next = next;
            next.previous = previous;
            previous = this;
            next = this;
        }
    }

    /** Deadlines of one duration, the next to expire first. */
    static final class Queue {
        private static final long SHORTEST_WAIT = 1_000_000;

        private final EventLoop loop;
        private final long nanos;
        /** Stands in front of the first deadline and behind the last. */
        private final Deadline ends = new Deadline(() -> {});

        Queue(EventLoop loop, long nanos) {
            this.loop = loop;
            this.nanos = nanos;
            schedule(nanos);
        }

        /** Starts {@code deadline} afresh from {@code now}, wherever it was armed before. */
        void arm(Deadline deadline, long now) {
            deadline.cancel();
            deadline.at = now + nanos;
            Deadline last = ends.previous;
            deadline.previous = last;
            deadline.next = ends;
            last.next = deadline;
            ends.previous = deadline;
        }

        private void schedule(long delay) {
            loop.schedule(this::tick, delay, TimeUnit.NANOSECONDS);
        }

        private void tick() {
            long now = System.nanoTime();
            try {
                for (Deadline first = ends.next; first != ends && first.at - now <= 0; first = ends.next) {
                    first.cancel();
                    first.expired.run();
                }
            } finally {
                long wait = ends.next == ends ? nanos : ends.next.at - now;
                schedule(Math.max(wait, SHORTEST_WAIT));
            }
        }
    }
}
