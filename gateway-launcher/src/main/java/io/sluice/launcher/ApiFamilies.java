package io.sluice.launcher;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Decision;
import io.sluice.core.observe.Histogram;
import io.sluice.core.observe.Metrics;
import io.sluice.core.observe.PolicyMeters;
import io.sluice.core.observe.RouteMeters;
import io.sluice.core.policy.GatewayError;
import java.util.Collection;

/** What is counted for each API, as Prometheus sees it. Threading: safe from any thread. */
final class ApiFamilies implements MultiCollector {
    private final Metrics metrics;

    ApiFamilies(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public MetricSnapshots collect() {
        Collection<ApiMeters> apis = metrics.apis();
        return MetricSnapshots.of(
                requests(apis),
                durations(apis),
                overhead(apis),
                inFlight(apis),
                bodyBytes(apis),
                failures(apis),
                decisions(apis));
    }

    private static MetricSnapshot requests(Collection<ApiMeters> apis) {
        CounterFamily family =
                new CounterFamily("gateway_http_requests", "Finished requests; source says who produced the response.");
        for (ApiMeters api : apis) {
            api.routes().forEach(route -> requests(family, api, route));
        }
        return family.snapshot();
    }

    private static void requests(CounterFamily family, ApiMeters api, RouteMeters route) {
        route.forEach((series, count) -> family.add(
                count,
                "api",
                api.name(),
                "route",
                route.name(),
                "method",
                series.method(),
                "code",
                Integer.toString(series.status()),
                "source",
                series.source().label()));
    }

    private static MetricSnapshot durations(Collection<ApiMeters> apis) {
        HistogramFamily family =
                new HistogramFamily("gateway_http_request_duration_seconds", "First byte in to last byte out.");
        for (ApiMeters api : apis) {
            api.routes().forEach(route -> durations(family, api, route));
        }
        return family.snapshot();
    }

    private static void durations(HistogramFamily family, ApiMeters api, RouteMeters route) {
        for (int hundreds = 0; hundreds <= 5; hundreds++) {
            Histogram histogram = route.duration(hundreds);
            if (histogram != null) {
                family.add(histogram, "api", api.name(), "route", route.name(), "code_class", hundreds + "xx");
            }
        }
    }

    private static MetricSnapshot overhead(Collection<ApiMeters> apis) {
        HistogramFamily family = new HistogramFamily(
                "gateway_http_overhead_seconds", "Request duration less the time spent waiting for the upstream.");
        apis.forEach(api -> family.add(api.overhead(), "api", api.name()));
        return family.snapshot();
    }

    private static MetricSnapshot inFlight(Collection<ApiMeters> apis) {
        GaugeFamily family = new GaugeFamily("gateway_http_requests_in_flight", "Requests being worked on.");
        apis.forEach(api -> family.add(api.inFlight(), "api", api.name()));
        return family.snapshot();
    }

    private static MetricSnapshot bodyBytes(Collection<ApiMeters> apis) {
        CounterFamily family = new CounterFamily("gateway_http_body_bytes", "Bytes of bodies.");
        for (ApiMeters api : apis) {
            family.add(api.requestBytes(), "api", api.name(), "direction", "request");
            family.add(api.responseBytes(), "api", api.name(), "direction", "response");
        }
        return family.snapshot();
    }

    private static MetricSnapshot failures(Collection<ApiMeters> apis) {
        CounterFamily family =
                new CounterFamily("gateway_http_failures", "Requests that the gateway refused or could not complete.");
        for (ApiMeters api : apis) {
            for (GatewayError error : GatewayError.values()) {
                long count = api.failures(error);
                if (count > 0) {
                    family.add(count, "api", api.name(), "reason", error.code());
                }
            }
        }
        return family.snapshot();
    }

    private static MetricSnapshot decisions(Collection<ApiMeters> apis) {
        CounterFamily family = new CounterFamily("gateway_policy_decisions", "Decisions of policies.");
        for (ApiMeters api : apis) {
            api.policies().forEach(policy -> decisions(family, api.name(), policy));
        }
        return family.snapshot();
    }

    private static void decisions(CounterFamily family, String api, PolicyMeters policy) {
        for (Decision decision : Decision.values()) {
            family.add(
                    policy.decisions(decision),
                    "api",
                    api,
                    "policy",
                    policy.binding(),
                    "policy_type",
                    policy.type(),
                    "decision",
                    decision.label());
        }
    }
}
