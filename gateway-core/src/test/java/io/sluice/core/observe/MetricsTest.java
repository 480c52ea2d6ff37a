package io.sluice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void countsRequestsByMethodStatusAndSource() {
        RouteMeters route = metrics.api("orders").route("r");
        route.count("GET", 200, Source.UPSTREAM, 1_000_000);
        route.count("GET", 200, Source.UPSTREAM, 1_000_000);
        route.count("GET", 401, Source.POLICY, 1_000_000);
        route.count("BREW", 418, Source.UPSTREAM, 1_000_000);
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
        RouteMeters route = metrics.api("orders").route("r");
        route.count("GET", 200, Source.UPSTREAM, 5_000_000);
        route.count("GET", 204, Source.UPSTREAM, 5_000_001);
        route.count("GET", 200, Source.UPSTREAM, 60_000_000_000L);
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
        RouteMeters route = metrics.api("orders").route("r");
        Together.run(8, () -> {
            for (int i = 0; i < 5000; i++) {
                route.count("GET", 200 + i % 50, Source.UPSTREAM, i);
            }
        });
        long[] total = {0};
        route.forEach((series, count) -> total[0] += count);
        assertThat(total[0]).isEqualTo(8 * 5000);
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
