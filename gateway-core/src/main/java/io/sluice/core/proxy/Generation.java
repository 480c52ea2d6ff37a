package io.sluice.core.proxy;

import io.sluice.core.policy.Policy;
import io.sluice.core.runtime.Snapshot;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One installed snapshot and the exchanges that still use it.
 *
 * <p>Threading: shared by all workers; each {@link Lease} is confined to its loop.
 */
final class Generation {
    private final Snapshot snapshot;
    private final AtomicInteger leases;
    private volatile List<Policy> dropped = List.of();
    private volatile @Nullable Generation successor;

    Generation(Snapshot snapshot, int workers) {
        this.snapshot = snapshot;
        leases = new AtomicInteger(workers);
    }

    /** What runs before the first snapshot is installed. */
    static Generation none() {
        return new Generation(Snapshot.empty(), 0);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /**
     * Policies that {@code next} does not carry on are closed when every worker has gone on to it and no exchange uses this generation, nor any
     * before it, which may have had the same policies.
     */
    void supersededBy(Generation next) {
        drop(next.snapshot);
        if (leases.get() > 0) {
            next.leases.incrementAndGet();
            successor = next;
        }
    }

    private void drop(Snapshot next) {
        Set<Policy> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(next.policies());
        dropped = snapshot.policies().stream()
                .filter(policy -> !kept.contains(policy))
                .toList();
    }

    /** The engine is closed: no exchange is left. */
    void close() {
        drop(Snapshot.empty());
        dropped.forEach(Policy::close);
    }

    private void giveBack() {
        if (leases.decrementAndGet() > 0) {
            return;
        }
        dropped.forEach(Policy::close);
        Generation next = successor;
        if (next != null) {
            next.giveBack();
        }
    }

    Lease lease() {
        return new Lease();
    }

    /** One worker's share. */
    final class Lease {
        private int exchanges;
        private boolean retired;

        void begin() {
            exchanges++;
        }

        void end() {
            exchanges--;
            release();
        }

        /** No new exchange will use this generation. */
        void retire() {
            retired = true;
            release();
        }

        private void release() {
            if (retired && exchanges == 0) {
                giveBack();
            }
        }
    }
}
