package io.sluice.launcher;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is measured in this process, ready to be scraped.
 *
 * <p>All of it is read when somebody scrapes, so nothing of it is made before the first scrape: 250 classes that a start does without.
 *
 * <p>Threading: {@link #open} from any thread; closed by one.
 */
final class MetricsRegistry implements AutoCloseable {
    private final List<MultiCollector> families;
    private @Nullable PrometheusMeterRegistry opened;

    MetricsRegistry(MultiCollector... families) {
        this.families = List.of(families);
    }

    synchronized PrometheusMeterRegistry open() {
        if (opened == null) {
            opened = registry();
        }
        return opened;
    }

    MetricsPage page() {
        return new MetricsPage(this);
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new CollectorMetrics().bindTo(registry);
        families.forEach(registry.getPrometheusRegistry()::register);
        return registry;
    }
}
