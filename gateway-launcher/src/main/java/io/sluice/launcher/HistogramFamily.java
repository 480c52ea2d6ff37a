package io.sluice.launcher;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.sluice.core.observe.Histogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One family of histograms while a scrape collects it. */
final class HistogramFamily {
    private final MetricMetadata metadata;
    private final List<HistogramDataPointSnapshot> points = new ArrayList<>();

    HistogramFamily(String name, String help) {
        metadata = new MetricMetadata(name, help);
    }

    /** @param labels name, value, name, value and so on */
    HistogramFamily add(Histogram histogram, String... labels) {
        points.add(new HistogramDataPointSnapshot(
                buckets(histogram), histogram.sumSeconds(), Labels.of(labels), Exemplars.EMPTY, 0));
        return this;
    }

    HistogramSnapshot snapshot() {
        return new HistogramSnapshot(metadata, points);
    }

    private static ClassicHistogramBuckets buckets(Histogram histogram) {
        double[] bounds = histogram.bounds();
        double[] all = Arrays.copyOf(bounds, bounds.length + 1);
        all[bounds.length] = Double.POSITIVE_INFINITY;
        return ClassicHistogramBuckets.of(all, histogram.buckets());
    }
}
