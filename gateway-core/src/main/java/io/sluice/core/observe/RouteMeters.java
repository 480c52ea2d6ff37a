package io.sluice.core.observe;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finished requests of one route by method, status and source, and how long they took. A series is seen from its first request on; finding it is a walk
 * over a handful of them.
 *
 * <p>Threading: safe from any thread.
 */
public final class RouteMeters {
    /** Methods with a label of their own; any other counts as {@code OTHER}. */
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT");

    private static final Source[] SOURCES = Source.values();

    /** Labels that have their cells beforehand. */
    static final int USUAL = key("GET", 200, Source.UPSTREAM);

    private static final VarHandle FIRST = first();

    /** The labels of one counter. */
    public record Series(String method, int status, Source source) {}

    /** What has one set of labels: their key, and the histogram of the durations, which also says how many there were. */
    private static final class Timed {
        private final int key;
        private final int durations;
        private final @Nullable Timed next;

        Timed(int key, Ledger ledger, @Nullable Timed next) {
            this.key = key;
            this.next = next;
            durations = ledger.open(this, Buckets.REQUEST.cells());
        }

        Series series() {
            int method = key >> 16;
            String label = method < METHODS.size() ? METHODS.get(method) : "OTHER";
            return new Series(label, status(), SOURCES[key >> 12 & 0xf]);
        }

        int status() {
            return key & 0xfff;
        }
    }

    private final String name;
    private final Ledger ledger;
    private volatile @Nullable Timed first;

    RouteMeters(String name, Ledger ledger) {
        this.name = name;
        this.ledger = ledger;
    }

    public String name() {
        return name;
    }

    /** What stands for these labels; never negative. */
    static int key(String method, int status, Source source) {
        int index = METHODS.indexOf(method);
        return (index < 0 ? METHODS.size() : index) << 16 | source.ordinal() << 12 | (status & 0xfff);
    }

    /** Where the histogram begins of the durations of exchanges with the most usual labels, for {@link ExchangeMeters}: answers of the upstream to GET with 200. */
    public int usual() {
        return durations(USUAL);
    }

    /** Where the histogram begins of the durations of exchanges with the labels {@code key}; it stays as long as these meters. */
    int durations(int key) {
        return timed(key).durations;
    }

    public void forEach(ObjLongConsumer<Series> visitor) {
        for (Timed timed = first; timed != null; timed = timed.next) {
            long count = read(timed).count();
            if (count > 0) {
                visitor.accept(timed.series(), count);
            }
        }
    }

    /** Durations of responses whose status is {@code hundreds}xx, 0 for statuses below 100 and 5 for those from 600 on; null if there was none yet. */
    public @Nullable Histogram duration(int hundreds) {
        Histogram sum = null;
        for (Timed timed = first; timed != null; timed = timed.next) {
            if (Math.min(timed.status() / 100, 5) == hundreds) {
                sum = sum == null ? read(timed) : sum.plus(read(timed));
            }
        }
        return sum == null || sum.count() == 0 ? null : sum;
    }

    private Histogram read(Timed timed) {
        return Buckets.REQUEST.read(ledger::sum, timed.durations);
    }

    private Timed timed(int key) {
        while (true) {
            Timed newest = first;
            for (Timed timed = newest; timed != null; timed = timed.next) {
                if (timed.key == key) {
                    return timed;
                }
            }
            FIRST.compareAndSet(this, newest, new Timed(key, ledger, newest));
        }
    }

    private static VarHandle first() {
        try {
            return MethodHandles.lookup().findVarHandle(RouteMeters.class, "first", Timed.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
