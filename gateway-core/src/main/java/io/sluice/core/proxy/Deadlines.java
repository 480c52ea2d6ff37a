package io.sluice.core.proxy;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of one loop: one queue per distinct duration, in which deadlines expire in the order in which they were armed. Arming and cancelling
 * cost a few pointer writes; a queue has at most one timer with the loop.
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
        private @Nullable Queue queue;
        private @Nullable Deadline previous;
        private @Nullable Deadline next;
        private long at;

        Deadline(Runnable expired) {
            this.expired = expired;
        }

        void cancel() {
            if (queue != null) {
                queue.unlink(this);
            }
        }
    }

    /** Deadlines of one duration, the next to expire first. */
    static final class Queue {
        private final EventLoop loop;
        private final long nanos;
        private @Nullable Deadline first;
        private @Nullable Deadline last;
        private boolean scheduled;

        Queue(EventLoop loop, long nanos) {
            this.loop = loop;
            this.nanos = nanos;
        }

        /** Starts {@code deadline} afresh from {@code now}, wherever it was armed before. */
        void arm(Deadline deadline, long now) {
            deadline.cancel();
            deadline.queue = this;
            deadline.at = now + nanos;
            deadline.previous = last;
            if (last == null) {
                first = deadline;
            } else {
                last.next = deadline;
            }
            last = deadline;
            if (!scheduled) {
                schedule(nanos);
            }
        }

        private void unlink(Deadline deadline) {
            Deadline before = deadline.previous;
            Deadline after = deadline.next;
            if (before == null) {
                first = after;
            } else {
                before.next = after;
            }
            if (after == null) {
                last = before;
            } else {
                after.previous = before;
            }
            deadline.queue = null;
            deadline.previous = null;
            deadline.next = null;
        }

        private void schedule(long delay) {
            scheduled = true;
            loop.schedule(this::tick, delay, TimeUnit.NANOSECONDS);
        }

        private void tick() {
            scheduled = false;
            long now = System.nanoTime();
            for (Deadline head = first; head != null && head.at - now <= 0; head = first) {
                unlink(head);
                head.expired.run();
            }
            if (first != null && !scheduled) {
                schedule(Math.max(first.at - now, 1_000_000));
            }
        }
    }
}
