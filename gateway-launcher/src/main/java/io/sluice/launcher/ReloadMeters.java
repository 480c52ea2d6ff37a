package io.sluice.launcher;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sluice.launcher.generations.Attempt;
import io.sluice.launcher.generations.Outcome;
import io.sluice.launcher.generations.Trigger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How attempts to load a configuration ended, and what is served. Threading: safe from any thread. */
final class ReloadMeters implements MultiCollector {
    private final Readiness readiness;
    private final Map<Trigger, Map<Outcome, LongAdder>> endings = new ConcurrentHashMap<>();
    private volatile boolean lastSuccessful;
    private volatile long lastSuccessMillis;

    ReloadMeters(Readiness readiness) {
        this.readiness = readiness;
    }

    void count(Attempt attempt) {
        endings.computeIfAbsent(attempt.trigger(), key -> new ConcurrentHashMap<>())
                .computeIfAbsent(attempt.outcome(), key -> new LongAdder())
                .increment();
        if (attempt.trigger().readsFiles()) {
            lastSuccessful = attempt.accepted();
        }
        if (attempt.applied()) {
            lastSuccessMillis = attempt.time().toEpochMilli();
        }
    }

    @Override
    public MetricSnapshots collect() {
        Serving serving = readiness.serving();
        return MetricSnapshots.of(
                reloads(),
                gauge(
                        "gateway_config_last_reload_successful",
                        "1 if the files were accepted when they were last read, else 0.",
                        lastSuccessful ? 1 : 0),
                gauge(
                        "gateway_config_last_success_timestamp_seconds",
                        "When a configuration was last put into service, seconds since 1970.",
                        lastSuccessMillis / 1000.0),
                gauge("gateway_config_generation", "The generation that is served.", (double) serving.generation()),
                gauge(
                        "gateway_config_drifted",
                        "1 if the files say something else than what is served, else 0.",
                        serving.drifted() ? 1 : 0),
                gauge(
                        "gateway_config_recovered",
                        "1 if the last good generation is served because the files were refused at the start, else 0.",
                        serving.isRecovered() ? 1 : 0));
    }

    private MetricSnapshot reloads() {
        CounterFamily reloads = new CounterFamily("gateway_config_reloads", "Attempts to load the configuration.");
        endings.forEach((trigger, counts) -> counts.forEach(
                (outcome, count) -> reloads.add(count.sum(), "trigger", trigger.label(), "result", result(outcome))));
        return reloads.snapshot();
    }

    private static String result(Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> "success";
            case UNCHANGED -> "unchanged";
            case REFUSED -> "failure";
        };
    }

    private static MetricSnapshot gauge(String name, String help, double value) {
        return new GaugeFamily(name, help).add(value).snapshot();
    }
}
