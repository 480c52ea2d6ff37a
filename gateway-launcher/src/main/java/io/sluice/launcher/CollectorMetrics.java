package io.sluice.launcher;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;

/**
 * How often and how long garbage was collected, and what was left. Asks when somebody scrapes: to hear of each collection, as the usual binder does, has a
 * thread work for each, which is near a hundredth of a busy gateway's CPU time.
 */
final class CollectorMetrics implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> collections(collector, registry));
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getCollectionUsage() != null)
                .forEach(pool -> left(pool, registry));
    }

    private static void collections(GarbageCollectorMXBean collector, MeterRegistry registry) {
        FunctionTimer.builder(
                        "jvm.gc.pause",
                        collector,
                        GarbageCollectorMXBean::getCollectionCount,
                        GarbageCollectorMXBean::getCollectionTime,
                        TimeUnit.MILLISECONDS)
                .description("Collections of garbage and the time that they took")
                .tag("gc", collector.getName())
                .register(registry);
    }

    private static void left(MemoryPoolMXBean pool, MeterRegistry registry) {
        Gauge.builder("jvm.gc.left", pool, CollectorMetrics::bytesLeft)
                .description("What the last collection left in a pool of the heap")
                .baseUnit("bytes")
                .tag("id", pool.getName())
                .register(registry);
    }

    private static double bytesLeft(MemoryPoolMXBean pool) {
        MemoryUsage after = pool.getCollectionUsage();
        return after == null ? 0 : after.getUsed();
    }
}
