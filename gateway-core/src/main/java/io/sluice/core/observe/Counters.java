package io.sluice.core.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of counters side by side in memory, so that a request finds all that it counts in a line or two of the cache. Each thread that counts
 * has a row of its own and nobody else writes there, which makes counting a plain addition; meant for few threads that live long, as event loops do.
 *
 * <p>Threading: safe from any thread; no count is lost. A sum that is taken meanwhile has seen some of the additions under way.
 */
final class Counters {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final ThreadLocal<Integer> ROW = ThreadLocal.withInitial(THREADS::getAndIncrement);
    private static final long[] NONE = {};

    private final int count;
    private volatile long[][] rows = {};

    Counters(int count) {
        this.count = count;
    }

    void add(int index, long amount) {
        long[] row = row();
        CELL.setOpaque(row, index, row[index] + amount);
    }

    long sum(int index) {
        long sum = 0;
        for (long[] row : rows) {
            sum += row == NONE ? 0 : (long) CELL.getOpaque(row, index);
        }
        return sum;
    }

    /** Sums of {@code number} counters from {@code first} on. */
    long[] sums(int first, int number) {
        long[] sums = new long[number];
        Arrays.setAll(sums, i -> sum(first + i));
        return sums;
    }

    private long[] row() {
        int own = ROW.get();
        long[][] all = rows;
        return own < all.length && all[own] != NONE ? all[own] : newRow(own);
    }

    private synchronized long[] newRow(int own) {
        int known = rows.length;
        long[][] all = Arrays.copyOf(rows, Math.max(known, own + 1));
        Arrays.fill(all, known, all.length, NONE);
        all[own] = new long[count];
        rows = all;
        return all[own];
    }
}
