package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.observe.Decision;
import io.sluice.core.observe.Metrics;
import io.sluice.core.observe.Source;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.runtime.Api;
import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.Upstream;
import io.sluice.launcher.generations.Attempt;
import io.sluice.launcher.generations.Begun;
import io.sluice.launcher.generations.Outcome;
import io.sluice.launcher.generations.Report;
import io.sluice.launcher.generations.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsRegistryTest {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_]+)(\\{(?:[a-z_]+=\"[^\"]*\",?)*\\})? (-?[0-9.]+(?:E-?[0-9]+)?|NaN|\\+Inf)");

    private final Metrics metrics = new Metrics();
    private final Readiness readiness = new Readiness();
    private final ReloadMeters reloads = new ReloadMeters(readiness);
    private final MetricsRegistry registry = new MetricsRegistry(
            new ApiFamilies(metrics),
            new ConnectionFamilies(metrics),
            reloads,
            new ProcessFamilies(new ProcessFamilies.Sources(
                    new Build("1.2.3", "abc"), metrics::loopLag, () -> 16, () -> 64, () -> 5, () -> 1)));

    @BeforeEach
    void traffic() {
        var api = metrics.api("shop/orders");
        var upstream = metrics.upstream("items");
        var route = new Route(
                new Api("shop/orders", "/orders", List.of(), api),
                "items[0]",
                Condition.ALWAYS,
                "",
                Upstream.of("items", new EndpointKey("127.0.0.1", 9001, false), upstream),
                Duration.ofSeconds(1),
                api.route("items[0]"));
        var exchanges = metrics.exchanges();
        exchanges.began(route);
        exchanges.began(route);
        exchanges.began(route);
        exchanges.ended(route, 10, 2000, 200_000);
        exchanges.took(route, "GET", 200, Source.UPSTREAM, 7_000_000);
        exchanges.took(route, "GET", 200, Source.UPSTREAM, 60_000_000);
        exchanges.took(route, "BREW", 429, Source.POLICY, 1_000_000);
        exchanges.waited(route, 3_000_000);
        api.failed(GatewayError.RATE_LIMITED);
        api.policy("orders-limit", "rate-limiting-flex").count(Decision.ALLOW);
        api.policy("orders-limit", "rate-limiting-flex").count(Decision.ALLOW);
        api.policy("orders-limit", "rate-limiting-flex").count(Decision.REJECT);
        upstream.open(3);
        upstream.retried();
        upstream.failed(GatewayError.UPSTREAM_RESET);
        upstream.connected(300_000);
        metrics.listener("http:8081").open().add(4);
        metrics.listener("http:8081").accepted().add(9);
        metrics.listener("https:8443").accepted().add(1);
        metrics.loopLagged(20_000);
        Instant time = Instant.ofEpochMilli(1_790_000_000_500L);
        reloads.count(
                new Attempt(Outcome.APPLIED, 8, 0, "hash", time, Trigger.STARTUP, Duration.ZERO, "", Report.empty()));
        reloads.count(Begun.now(Trigger.FILE, 0).refused(8, "other", Report.failure("no")));
        reloads.count(Begun.now(Trigger.ROLLBACK, 7).unchanged(8, "hash"));
        readiness.serving(new Serving(8, "hash", time, true, List.of("the files were refused")));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void countsRequestsByEverythingThatIsBounded() {
        Map<String, Double> samples = samples();

        assertThat(samples)
                .containsEntry(
                        "gateway_http_requests_total{api=\"shop/orders\",code=\"200\",method=\"GET\",route=\"items[0]\",source=\"upstream\"}",
                        2.0)
                .containsEntry(
                        "gateway_http_requests_total{api=\"shop/orders\",code=\"429\",method=\"OTHER\",route=\"items[0]\",source=\"policy\"}",
                        1.0)
                .containsEntry("gateway_http_failures_total{api=\"shop/orders\",reason=\"rate_limited\"}", 1.0)
                .containsEntry("gateway_http_requests_in_flight{api=\"shop/orders\"}", 2.0)
                .containsEntry("gateway_http_body_bytes_total{api=\"shop/orders\",direction=\"request\"}", 10.0)
                .containsEntry("gateway_http_body_bytes_total{api=\"shop/orders\",direction=\"response\"}", 2000.0);
    }

    @Test
    void addsUpTheBucketsOfAHistogram() {
        String labels = "{api=\"shop/orders\",code_class=\"2xx\",route=\"items[0]\"";

        assertThat(samples())
                .containsEntry("gateway_http_request_duration_seconds_bucket" + labels + ",le=\"0.005\"}", 0.0)
                .containsEntry("gateway_http_request_duration_seconds_bucket" + labels + ",le=\"0.01\"}", 1.0)
                .containsEntry("gateway_http_request_duration_seconds_bucket" + labels + ",le=\"0.075\"}", 2.0)
                .containsEntry("gateway_http_request_duration_seconds_bucket" + labels + ",le=\"+Inf\"}", 2.0)
                .containsEntry("gateway_http_request_duration_seconds_count" + labels + "}", 2.0)
                .containsEntry("gateway_http_request_duration_seconds_sum" + labels + "}", 0.067);
    }

    @Test
    void tellsDecisionsOfAPolicyApart() {
        String labels =
                "gateway_policy_decisions_total{api=\"shop/orders\",decision=\"%s\",policy=\"orders-limit\",policy_type=\"rate-limiting-flex\"}";

        assertThat(samples())
                .containsEntry(labels.formatted("allow"), 2.0)
                .containsEntry(labels.formatted("reject"), 1.0)
                .containsEntry(labels.formatted("skip"), 0.0)
                .containsEntry(labels.formatted("error_closed"), 0.0);
    }

    @Test
    void showsConnectionsOfBothSides() {
        assertThat(samples())
                .containsEntry("gateway_listener_open_connections{listener=\"http:8081\",protocol=\"http1\"}", 4.0)
                .containsEntry("gateway_listener_connections_total{listener=\"http:8081\",tls=\"none\"}", 9.0)
                .containsEntry("gateway_listener_connections_total{listener=\"https:8443\",tls=\"any\"}", 1.0)
                .containsEntry("gateway_upstream_connections{state=\"idle\",upstream=\"items\"}", 3.0)
                .containsEntry("gateway_upstream_retries_total{upstream=\"items\"}", 1.0)
                .containsEntry("gateway_upstream_failures_total{reason=\"upstream_reset\",upstream=\"items\"}", 1.0)
                .containsEntry("gateway_upstream_request_duration_seconds_count{upstream=\"items\"}", 1.0)
                .containsEntry("gateway_upstream_connect_duration_seconds_count{upstream=\"items\"}", 1.0);
    }

    @Test
    void showsTheStateOfTheProcess() {
        Map<String, Double> samples = samples();

        assertThat(samples)
                .containsEntry("gateway_config_reloads_total{result=\"success\",trigger=\"startup\"}", 1.0)
                .containsEntry("gateway_config_reloads_total{result=\"failure\",trigger=\"file\"}", 1.0)
                .containsEntry("gateway_config_reloads_total{result=\"unchanged\",trigger=\"rollback\"}", 1.0)
                .containsEntry("gateway_config_last_reload_successful", 0.0)
                .containsEntry("gateway_config_generation", 8.0)
                .containsEntry("gateway_config_drifted", 1.0)
                .containsEntry("gateway_config_recovered", 1.0)
                .containsEntry("gateway_config_last_success_timestamp_seconds", 1_790_000_000.5)
                .containsEntry("gateway_event_loop_lag_seconds_count", 1.0)
                .containsEntry("gateway_direct_memory_bytes{state=\"used\"}", 16.0)
                .containsEntry("gateway_direct_memory_bytes{state=\"max\"}", 64.0)
                .containsEntry("gateway_telemetry_dropped_total{reason=\"queue_full\",signal=\"access_log\"}", 5.0)
                .containsEntry("gateway_telemetry_dropped_total{reason=\"export_error\",signal=\"access_log\"}", 1.0);
        assertThat(samples.keySet())
                .anyMatch(name -> name.startsWith("gateway_build_info{java=\"")
                        && name.endsWith(",revision=\"abc\",role=\"standalone\",version=\"1.2.3\"}"));
    }

    @Test
    void explainsEveryFamilyOnce() {
        Set<String> explained = new HashSet<>();
        Set<String> typed = new HashSet<>();
        for (String line : lines("")) {
            if (line.startsWith("# HELP gateway_")) {
                assertThat(explained.add(line.split(" ")[2])).as(line).isTrue();
                assertThat(line).endsWith(".");
            } else if (line.startsWith("# TYPE gateway_")) {
                typed.add(line.split(" ")[2]);
            }
        }
        assertThat(explained).isEqualTo(typed).hasSizeGreaterThan(20);
    }

    @Test
    void writesOpenMetricsForWhoAsks() {
        List<String> lines = lines("application/openmetrics-text");

        assertThat(lines).contains("# TYPE gateway_http_requests counter", "# TYPE gateway_build info");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("# EOF");
    }

    private Map<String, Double> samples() {
        Map<String, Double> samples = new LinkedHashMap<>();
        for (String line : lines("")) {
            if (line.startsWith("gateway_")) {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                String key = line.substring(0, sample.start(3) - 1);
                assertThat(samples.put(key, Double.valueOf(sample.group(3))))
                        .as(key)
                        .isNull();
            }
        }
        return samples;
    }

    private List<String> lines(String accept) {
        byte[] body = registry.page().scrape(accept).body();
        return new String(body, StandardCharsets.UTF_8).lines().toList();
    }
}
