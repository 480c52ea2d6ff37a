package io.sluice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();
    private final ApiMeters api = metrics.api("orders");
    private final RouteMeters route = api.route("r");
    private final ExchangeMeters exchanges = new ExchangeMeters(api, route, null);

    @Test
    void countsRequestsByMethodStatusAndSource() {
        exchanges.took("GET", 200, Source.UPSTREAM, 1_000_000);
        exchanges.took("GET", 200, Source.UPSTREAM, 1_000_000);
        exchanges.took("GET", 401, Source.POLICY, 1_000_000);
        exchanges.took("BREW", 418, Source.UPSTREAM, 1_000_000);
        Map<RouteMeters.Series, Long> counts = new HashMap<>();
        route.forEach(counts::put);
        assertThat(counts)
                .containsOnly(
                        Map.entry(new RouteMeters.Series("GET", 200, Source.UPSTREAM), 2L),
                        Map.entry(new RouteMeters.Series("GET", 401, Source.POLICY), 1L),
                        Map.entry(new RouteMeters.Series("OTHER", 418, Source.UPSTREAM), 1L));
    }

    @Test
    void putsDurationsIntoTheBucketWhoseBoundTheyDoNotExceed() {
        exchanges.took("GET", 200, Source.UPSTREAM, 5_000_000);
        exchanges.took("GET", 204, Source.UPSTREAM, 5_000_001);
        exchanges.took("GET", 200, Source.UPSTREAM, 60_000_000_000L);
        Histogram histogram = route.duration(2);
        assertThat(histogram).isNotNull();
        long[] buckets = histogram == null ? new long[0] : histogram.buckets();
        assertThat(buckets[0]).isOne();
        assertThat(buckets[1]).isOne();
        assertThat(buckets[buckets.length - 1]).isOne();
        assertThat(route.duration(4)).isNull();
    }

    @Test
    void losesNoCountWhenManyThreadsMeetANewSeries() throws InterruptedException {
        Together.run(8, () -> {
            for (int i = 0; i < 5000; i++) {
                exchanges.took("GET", 200 + i % 50, Source.UPSTREAM, i);
            }
        });
        long[] total = {0};
        route.forEach((series, count) -> total[0] += count);
        assertThat(total[0]).isEqualTo(8 * 5000);
    }

    @Test
    void countsWithApiRouteAndUpstreamAtOnce() {
        UpstreamMeters upstream = metrics.upstream("backend");
        ExchangeMeters proxied = new ExchangeMeters(api, route, upstream);
        proxied.began();
        proxied.began();
        proxied.ended(7, 11, 70_000);
        proxied.took("GET", 200, Source.UPSTREAM, 6_000_000);
        proxied.waited(5_930_000);
        assertThat(api.inFlight()).isOne();
        assertThat(api.requestBytes()).isEqualTo(7);
        assertThat(api.responseBytes()).isEqualTo(11);
        assertThat(api.overhead().buckets()).startsWith(0, 1, 0);
        assertThat(upstream.duration().buckets()).startsWith(0, 1, 0);
        assertThat(upstream.duration().sumSeconds()).isEqualTo(0.00593);
    }

    @Test
    void goesOnCountingWhereAnotherOfTheSameMetersEnded() {
        exchanges.took("GET", 200, Source.UPSTREAM, 1);
        new ExchangeMeters(api, route, null).took("GET", 200, Source.UPSTREAM, 1);
        long[] total = {0};
        route.forEach((series, count) -> total[0] += count);
        assertThat(total[0]).isEqualTo(2);
    }

    @Test
    void keepsAMeterOfTheSameNameAndForgetsTheOthers() {
        ApiMeters orders = metrics.api("orders");
        metrics.api("gone");
        metrics.api(Metrics.UNMATCHED);
        metrics.retain(Set.of("orders"), Set.of(), Set.of());
        assertThat(metrics.apis()).extracting(ApiMeters::name).containsExactlyInAnyOrder("orders", Metrics.UNMATCHED);
        assertThat(metrics.api("orders")).isSameAs(orders);
    }
}
