package io.sluice.launcher;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.ArrayList;
import java.util.List;

/** One family of counters while a scrape collects it. */
final class CounterFamily {
    private final MetricMetadata metadata;
    private final List<CounterDataPointSnapshot> points = new ArrayList<>();

    /** @param name without {@code _total} */
    CounterFamily(String name, String help) {
        metadata = new MetricMetadata(name, help);
    }

    /** @param labels name, value, name, value and so on */
    CounterFamily add(long value, String... labels) {
        points.add(new CounterDataPointSnapshot((double) value, Labels.of(labels), null, 0));
        return this;
    }

    CounterSnapshot snapshot() {
        return new CounterSnapshot(metadata, points);
    }
}
