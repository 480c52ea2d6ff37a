package io.sluice.launcher;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How attempts to load a configuration ended. Threading: safe from any thread. */
final class ReloadMeters implements MultiCollector {
    private record Outcome(Trigger trigger, String result) {}

    private final Map<Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();
    private volatile boolean lastSuccessful;
    private volatile long lastSuccessMillis;

    void success(Trigger trigger, long nowMillis) {
        count(trigger, "success");
        lastSuccessMillis = nowMillis;
        lastSuccessful = true;
    }

    void failure(Trigger trigger) {
        count(trigger, "failure");
        lastSuccessful = false;
    }

    /** The files say what is already served. */
    void unchanged(Trigger trigger) {
        count(trigger, "unchanged");
        lastSuccessful = true;
    }

    @Override
    public MetricSnapshots collect() {
        CounterFamily reloads = new CounterFamily("gateway_config_reloads", "Attempts to load the configuration.");
        outcomes.forEach((outcome, count) ->
                reloads.add(count.sum(), "trigger", outcome.trigger().label(), "result", outcome.result()));
        return MetricSnapshots.of(
                reloads.snapshot(),
                new GaugeFamily("gateway_config_last_reload_successful", "1 if the last attempt was accepted, else 0.")
                        .add(lastSuccessful ? 1 : 0)
                        .snapshot(),
                new GaugeFamily(
                                "gateway_config_last_success_timestamp_seconds",
                                "When a configuration was last accepted, seconds since 1970.")
                        .add(lastSuccessMillis / 1000.0)
                        .snapshot());
    }

    private void count(Trigger trigger, String result) {
        outcomes.computeIfAbsent(new Outcome(trigger, result), key -> new LongAdder())
                .increment();
    }
}
