package io.sluice.policies;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What one key has used up: one fixed window per limit, opened by the first request after the last one elapsed.
 *
 * <p>Threading: shared by all loops. A window is replaced and counted by compare-and-set, so no request is counted twice or lost.
 */
final class Quota {
    enum Outcome {
        TAKEN,
        EXHAUSTED,
        /** The quota was dropped to save memory; the key must be looked up again. */
        RETIRED
    }

    private static final Window DROPPED = new Window(0);

    private final String key;
    private final RateLimits limits;
    private final AtomicReferenceArray<@Nullable Window> windows;

    private static final class Window {
        private final long opened;
        private final AtomicInteger used = new AtomicInteger();

        Window(long opened) {
            this.opened = opened;
        }

        boolean take(int maximum) {
            for (int seen = used.get(); seen < maximum; seen = used.get()) {
                if (used.compareAndSet(seen, seen + 1)) {
                    return true;
                }
            }
            return false;
        }
    }

    Quota(String key, RateLimits limits) {
        this.key = key;
        this.limits = limits;
        windows = new AtomicReferenceArray<>(limits.size());
    }

    String key() {
        return key;
    }

    /** Takes one request from every limit, or from none. */
    Outcome take(long now) {
        return take(0, now);
    }

    /** What is left of the limit that is closest to refusing; among equals, of the one that takes longest to be renewed. */
    Standing standing(long now) {
        Standing tightest = standing(0, now);
        for (int i = 1; i < limits.size(); i++) {
            Standing next = standing(i, now);
            tightest = next.isTighterThan(tightest) ? next : tightest;
        }
        return tightest;
    }

    /** No request is counted here any more. */
    void retire() {
        windows.set(0, DROPPED);
    }

    /** As {@link #retire()}, but only if every window has elapsed and no request comes in between. */
    boolean retireIfElapsed(long now) {
        Window first = windows.get(0);
        for (int i = 0; i < limits.size(); i++) {
            Window window = windows.get(i);
            if (window == null || !hasElapsed(i, window, now)) {
                return false;
            }
        }
        return windows.compareAndSet(0, first, DROPPED);
    }

    private Outcome take(int limit, long now) {
        Window window = current(limit, now);
        if (window == DROPPED) {
            return Outcome.RETIRED;
        }
        if (!window.take(limits.maximum(limit))) {
            return Outcome.EXHAUSTED;
        }
        if (limit + 1 == limits.size()) {
            return Outcome.TAKEN;
        }
        Outcome rest = take(limit + 1, now);
        if (rest != Outcome.TAKEN) {
            window.used.decrementAndGet();
        }
        return rest;
    }

    private Window current(int limit, long now) {
        Window known = windows.get(limit);
        if (known != null && (known == DROPPED || !hasElapsed(limit, known, now))) {
            return known;
        }
        Window fresh = new Window(now);
        Window found = windows.compareAndExchange(limit, known, fresh);
        return found == null || found == known ? fresh : found;
    }

    private boolean hasElapsed(int limit, Window window, long now) {
        return now - window.opened >= limits.periodNanos(limit);
    }

    private Standing standing(int limit, long now) {
        Window window = windows.get(limit);
        int maximum = limits.maximum(limit);
        if (window == null || window == DROPPED || hasElapsed(limit, window, now)) {
            return new Standing(maximum, maximum, 0);
        }
        long resetNanos = limits.periodNanos(limit) - (now - window.opened);
        return new Standing(maximum, maximum - window.used.get(), (resetNanos + 999_999) / 1_000_000);
    }
}
