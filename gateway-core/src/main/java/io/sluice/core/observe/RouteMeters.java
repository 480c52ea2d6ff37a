package io.sluice.core.observe;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finished requests of one route by method, status and source, and how long they took by class of status. Counters come into being with their first
 * request; finding one again is a scan over a handful of ints.
 *
 * <p>Threading: safe from any thread.
 */
public final class RouteMeters {
    /** Methods with a label of their own; any other counts as {@code OTHER}. */
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT");

    private static final Source[] SOURCES = Source.values();

    /** The labels of one counter. */
    public record Series(String method, int status, Source source) {}

    private record Cells(int[] keys, LongAdder[] adders) {
        @Nullable
        LongAdder find(int key) {
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] == key) {
                    return adders[i];
                }
            }
            return null;
        }

        Cells plus(int key) {
            int[] moreKeys = Arrays.copyOf(keys, keys.length + 1);
            LongAdder[] moreAdders = Arrays.copyOf(adders, adders.length + 1);
            moreKeys[keys.length] = key;
            moreAdders[adders.length] = new LongAdder();
            return new Cells(moreKeys, moreAdders);
        }
    }

    private static final AtomicReferenceFieldUpdater<RouteMeters, Cells> CELLS =
            AtomicReferenceFieldUpdater.newUpdater(RouteMeters.class, Cells.class, "cells");

    private final String name;
    private volatile Cells cells = new Cells(new int[0], new LongAdder[0]);
    private final AtomicReferenceArray<Histogram> durations = new AtomicReferenceArray<>(6);

    RouteMeters(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Counts one finished request. */
    public void count(String method, int status, Source source, long durationNanos) {
        adder(key(method, status, source)).increment();
        durations(Math.max(0, Math.min(status / 100, 5))).record(durationNanos);
    }

    public void forEach(ObjLongConsumer<Series> visitor) {
        Cells now = cells;
        for (int i = 0; i < now.keys.length; i++) {
            int key = now.keys[i];
            int method = key >> 16;
            String label = method < METHODS.size() ? METHODS.get(method) : "OTHER";
            visitor.accept(new Series(label, key & 0xfff, SOURCES[key >> 12 & 0xf]), now.adders[i].sum());
        }
    }

    /** Durations of responses whose status is {@code hundreds}xx; null if there was none yet. */
    public @Nullable Histogram duration(int hundreds) {
        return durations.get(hundreds);
    }

    private static int key(String method, int status, Source source) {
        int index = METHODS.indexOf(method);
        return (index < 0 ? METHODS.size() : index) << 16 | source.ordinal() << 12 | (status & 0xfff);
    }

    private LongAdder adder(int key) {
        while (true) {
            Cells now = cells;
            LongAdder known = now.find(key);
            if (known != null) {
                return known;
            }
            CELLS.compareAndSet(this, now, now.plus(key));
        }
    }

    private Histogram durations(int hundreds) {
        Histogram known = durations.get(hundreds);
        if (known != null) {
            return known;
        }
        Histogram fresh = new Histogram(Histogram.REQUEST);
        Histogram winner = durations.compareAndExchange(hundreds, null, fresh);
        return winner == null ? fresh : winner;
    }
}
