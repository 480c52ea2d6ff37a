package io.sluice.launcher;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sluice.core.observe.Histogram;
import io.sluice.core.observe.ListenerMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.observe.UpstreamMeters;
import io.sluice.core.policy.GatewayError;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** What is counted for each listener and each upstream, as Prometheus sees it. Threading: safe from any thread. */
final class ConnectionFamilies implements MultiCollector {
    private final Metrics metrics;

    ConnectionFamilies(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public MetricSnapshots collect() {
        return MetricSnapshots.of(
                open(),
                accepted(),
                listeners(
                        "gateway_listener_connections_refused",
                        "Client connections closed at once because the limit was reached.",
                        ListenerMeters::refused),
                listeners(
                        "gateway_tls_handshake_failures",
                        "TLS handshakes with clients that failed.",
                        ListenerMeters::handshakeFailures),
                histograms(
                        "gateway_upstream_request_duration_seconds",
                        "Request sent to response head.",
                        UpstreamMeters::duration),
                histograms(
                        "gateway_upstream_connect_duration_seconds",
                        "Name lookup, TCP and TLS of one connection.",
                        UpstreamMeters::connect),
                pools(),
                failures(),
                retries());
    }

    private MetricSnapshot open() {
        GaugeFamily family = new GaugeFamily("gateway_listener_open_connections", "Open client connections.");
        metrics.listeners()
                .forEach(listener ->
                        family.add(listener.open().sum(), "listener", listener.name(), "protocol", "http1"));
        return family.snapshot();
    }

    private MetricSnapshot accepted() {
        CounterFamily family = new CounterFamily("gateway_listener_connections", "Client connections accepted.");
        metrics.listeners()
                .forEach(listener -> family.add(
                        listener.accepted().sum(), "listener", listener.name(), "tls", tls(listener.name())));
        return family.snapshot();
    }

    private MetricSnapshot listeners(String name, String help, Function<ListenerMeters, LongAdder> count) {
        CounterFamily family = new CounterFamily(name, help);
        metrics.listeners().forEach(listener -> family.add(count.apply(listener).sum(), "listener", listener.name()));
        return family.snapshot();
    }

    private MetricSnapshot histograms(String name, String help, Function<UpstreamMeters, Histogram> which) {
        HistogramFamily family = new HistogramFamily(name, help);
        metrics.upstreams().forEach(upstream -> family.add(which.apply(upstream), "upstream", upstream.name()));
        return family.snapshot();
    }

    private MetricSnapshot pools() {
        GaugeFamily family = new GaugeFamily("gateway_upstream_connections", "Connections to upstreams by state.");
        for (UpstreamMeters upstream : metrics.upstreams()) {
            family.add(upstream.active(), "upstream", upstream.name(), "state", "active");
            family.add(upstream.idle(), "upstream", upstream.name(), "state", "idle");
            family.add(upstream.pending(), "upstream", upstream.name(), "state", "pending");
        }
        return family.snapshot();
    }

    private MetricSnapshot failures() {
        CounterFamily family = new CounterFamily("gateway_upstream_failures", "Attempts that brought no response.");
        for (UpstreamMeters upstream : metrics.upstreams()) {
            for (GatewayError error : GatewayError.values()) {
                long count = upstream.failures(error);
                if (count > 0) {
                    family.add(count, "upstream", upstream.name(), "reason", error.code());
                }
            }
        }
        return family.snapshot();
    }

    private MetricSnapshot retries() {
        CounterFamily family = new CounterFamily("gateway_upstream_retries", "Requests sent a second time.");
        Collection<UpstreamMeters> upstreams = metrics.upstreams();
        upstreams.forEach(upstream -> family.add(upstream.retries(), "upstream", upstream.name()));
        return family.snapshot();
    }

    /** The name of a listener begins with its scheme; versions of TLS are not counted apart. */
    private static String tls(String listener) {
        return listener.startsWith("https:") ? "any" : "none";
    }
}
