package io.sluice.launcher;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sluice.core.observe.Histogram;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The state of the process itself, as Prometheus sees it. Threading: safe from any thread. */
final class ProcessFamilies implements MultiCollector {
    /**
     * Where the numbers come from.
     *
     * @param accessLogOverflow records dropped because the queue was full
     * @param accessLogUnwritten records the sink refused
     */
    record Sources(
            Build build,
            Supplier<Histogram> loopLag,
            LongSupplier directUsed,
            LongSupplier directMax,
            LongSupplier accessLogOverflow,
            LongSupplier accessLogUnwritten) {}

    private final Sources sources;

    ProcessFamilies(Sources sources) {
        this.sources = sources;
    }

    @Override
    public MetricSnapshots collect() {
        return MetricSnapshots.of(loopLag(), directMemory(), dropped(), build());
    }

    private MetricSnapshot loopLag() {
        return new HistogramFamily("gateway_event_loop_lag_seconds", "How late the event loops run their timers.")
                .add(sources.loopLag().get())
                .snapshot();
    }

    private MetricSnapshot directMemory() {
        return new GaugeFamily("gateway_direct_memory_bytes", "Direct memory of the buffer pool.")
                .add(sources.directUsed().getAsLong(), "state", "used")
                .add(sources.directMax().getAsLong(), "state", "max")
                .snapshot();
    }

    private MetricSnapshot dropped() {
        return new CounterFamily("gateway_telemetry_dropped", "Telemetry lost rather than slow down traffic.")
                .add(sources.accessLogOverflow().getAsLong(), "signal", "access_log", "reason", "queue_full")
                .add(sources.accessLogUnwritten().getAsLong(), "signal", "access_log", "reason", "export_error")
                .snapshot();
    }

    private MetricSnapshot build() {
        Build build = sources.build();
        return InfoSnapshot.builder()
                .name("gateway_build")
                .help("What is running; always 1.")
                .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(Labels.of(
                                "version", build.version(),
                                "revision", build.revision(),
                                "java", build.java(),
                                "role", "standalone"))
                        .build())
                .build();
    }
}
