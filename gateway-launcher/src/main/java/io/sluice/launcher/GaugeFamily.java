package io.sluice.launcher;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.ArrayList;
import java.util.List;

/** One family of gauges while a scrape collects it. */
final class GaugeFamily {
    private final MetricMetadata metadata;
    private final List<GaugeDataPointSnapshot> points = new ArrayList<>();

    GaugeFamily(String name, String help) {
        metadata = new MetricMetadata(name, help);
    }

    GaugeFamily add(long value, String... labels) {
        return add((double) value, labels);
    }

    /** @param labels name, value, name, value and so on */
    GaugeFamily add(double value, String... labels) {
        points.add(new GaugeDataPointSnapshot(value, Labels.of(labels), null));
        return this;
    }

    GaugeSnapshot snapshot() {
        return new GaugeSnapshot(metadata, points);
    }
}
