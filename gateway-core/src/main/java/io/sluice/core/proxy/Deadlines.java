package io.sluice.core.proxy;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of one loop: a heap of deadlines by the moment at which they are looked at, with one timer for the first. What a request does to its
 * deadlines costs nothing but writing the time down: one that is armed for later, or cancelled, stays where it is until it is looked at, and only then
 * goes on to its new place or out.
 */
final class Deadlines {
    private static final long SHORTEST_WAIT = 1_000_000;
    private static final int OUTSIDE = -1;

    private final EventLoop loop;
    private @Nullable Deadline[] heap = new Deadline[64];
    private int size;
    private @Nullable Future<?> timer;
    private long wakeUp;

    Deadlines(EventLoop loop) {
        this.loop = loop;
    }

    /** @param expired is run by the loop when the time is up; the deadline can be armed again then */
    Deadline deadline(Runnable expired) {
        return new Deadline(expired);
    }

    /** Something that may expire. */
    final class Deadline {
        private final Runnable expired;
        private boolean armed;
        private long at;
        private long look;
        private int place = OUTSIDE;

        private Deadline(Runnable expired) {
            this.expired = expired;
        }

        /** Starts it afresh. */
        void arm(Duration wait) {
            arm(wait, System.nanoTime());
        }

        /** Starts it afresh from {@code now} on. */
        void arm(Duration wait, long now) {
            at = now + wait.toNanos();
            armed = true;
            if (place == OUTSIDE || at - look < 0) {
                lookInTime(this);
            }
        }

        /** It does not expire until it is armed again. */
        void cancel() {
            armed = false;
        }

        /** Cancels it, and holds whoever made it no longer. */
        void end() {
            armed = false;
            if (place != OUTSIDE) {
                remove(this);
            }
        }
    }

    private void lookInTime(Deadline deadline) {
        deadline.look = deadline.at;
        int place = deadline.place == OUTSIDE ? newPlace() : deadline.place;
        rise(deadline, place);
        wakeUpFor(deadline.look);
    }

    private int newPlace() {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        return size++;
    }

    private void remove(Deadline deadline) {
        int gap = deadline.place;
        deadline.place = OUTSIDE;
        Deadline last = in(--size);
        heap[size] = null;
        if (last != deadline) {
            sink(last, gap);
            rise(last, last.place);
        }
    }

    private Deadline in(int place) {
        Deadline deadline = heap[place];
        assert deadline != null;
        return deadline;
    }

    private void put(Deadline deadline, int place) {
        heap[place] = deadline;
        deadline.place = place;
    }

    private void rise(Deadline deadline, int from) {
        int place = from;
        while (place > 0 && deadline.look - in(parent(place)).look < 0) {
            put(in(parent(place)), place);
            place = parent(place);
        }
        put(deadline, place);
    }

    private static int parent(int place) {
        return (place - 1) / 2;
    }

    private void sink(Deadline deadline, int from) {
        int place = from;
        for (int child = sooner(place); child < size && in(child).look - deadline.look < 0; child = sooner(place)) {
            put(in(child), place);
            place = child;
        }
        put(deadline, place);
    }

    /** The child of {@code place} that comes first. */
    private int sooner(int place) {
        int left = 2 * place + 1;
        boolean right = left + 1 < size && in(left + 1).look - in(left).look < 0;
        return right ? left + 1 : left;
    }

    private void wakeUpFor(long look) {
        if (timer != null && look - wakeUp >= 0) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        wakeUp = look;
        timer = loop.schedule(this::wake, Math.max(look - System.nanoTime(), SHORTEST_WAIT), TimeUnit.NANOSECONDS);
    }

    private void wake() {
        timer = null;
        try {
            expire(System.nanoTime());
        } finally {
            if (size > 0) {
                wakeUpFor(in(0).look);
            }
        }
    }

    private void expire(long now) {
        while (size > 0 && in(0).look - now <= 0) {
            Deadline first = in(0);
            if (first.armed && first.at != first.look) {
                first.look = first.at;
                sink(first, 0);
            } else {
                remove(first);
                run(first);
            }
        }
    }

    private static void run(Deadline deadline) {
        if (deadline.armed) {
            deadline.armed = false;
            deadline.expired.run();
        }
    }
}
