package io.sluice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sluice.core.policy.GatewayError;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();
    private final ApiMeters api = metrics.api("orders");
    private final RouteMeters route = api.route("r");
    private final UpstreamMeters upstream = metrics.upstream("backend");
    private final ExchangeMeters exchanges = metrics.exchanges();
    private final Counted counted = counted();

    private Counted counted() {
        return new OnlyCounted(api.cells(), route.usual(), upstream.durations(), route);
    }

    private record OnlyCounted(int apiCells, int usualCells, int upstreamCells, RouteMeters meters)
            implements Counted {}

    @Test
    void countsRequestsByMethodStatusAndSource() {
        exchanges.took(counted, "GET", 200, Source.UPSTREAM, 1_000_000);
        exchanges.took(counted, "GET", 200, Source.UPSTREAM, 1_000_000);
        exchanges.took(counted, "GET", 401, Source.POLICY, 1_000_000);
        exchanges.took(counted, "BREW", 418, Source.UPSTREAM, 1_000_000);
        Map<RouteMeters.Series, Long> counts = new HashMap<>();
        route.forEach(counts::put);
        assertThat(counts)
                .containsOnly(
                        Map.entry(new RouteMeters.Series("GET", 200, Source.UPSTREAM), 2L),
                        Map.entry(new RouteMeters.Series("GET", 401, Source.POLICY), 1L),
                        Map.entry(new RouteMeters.Series("OTHER", 418, Source.UPSTREAM), 1L));
    }

    @Test
    void showsNoSeriesThatNothingWasCountedIn() {
        route.forEach((series, count) -> fail("%s with %d".formatted(series, count)));
        assertThat(route.duration(2)).isNull();
    }

    @Test
    void putsDurationsIntoTheBucketWhoseBoundTheyDoNotExceed() {
        exchanges.took(counted, "GET", 200, Source.UPSTREAM, 5_000_000);
        exchanges.took(counted, "GET", 204, Source.UPSTREAM, 5_000_001);
        exchanges.took(counted, "GET", 200, Source.UPSTREAM, 60_000_000_000L);
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
                exchanges.took(counted, "GET", 200 + i % 50, Source.UPSTREAM, i);
            }
        });
        long[] total = {0};
        route.forEach((series, count) -> total[0] += count);
        assertThat(total[0]).isEqualTo(8 * 5000);
    }

    @Test
    void countsWithApiRouteAndUpstreamAtOnce() {
        exchanges.began(counted);
        exchanges.began(counted);
        exchanges.ended(counted, 7, 11, 70_000);
        exchanges.took(counted, "GET", 200, Source.UPSTREAM, 6_000_000);
        exchanges.waited(counted, 5_930_000);
        assertThat(api.inFlight()).isOne();
        assertThat(api.requestBytes()).isEqualTo(7);
        assertThat(api.responseBytes()).isEqualTo(11);
        assertThat(api.overhead().buckets()).startsWith(0, 1, 0);
        assertThat(api.overhead().sumSeconds()).isEqualTo(0.00007);
        assertThat(upstream.duration().buckets()).startsWith(0, 1, 0);
        assertThat(upstream.duration().sumSeconds()).isEqualTo(0.00593);
    }

    @Test
    void keepsWhatAnOverheadChangesApartFromFailuresAndBytes() {
        exchanges.began(counted);
        api.failed(GatewayError.RATE_LIMITED);
        exchanges.ended(counted, 7, 11, 60_000_000_000L);
        exchanges.began(counted);
        exchanges.ended(counted, 0, 0, 1);
        assertThat(api.overhead().buckets()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(api.failures(GatewayError.RATE_LIMITED)).isOne();
        assertThat(api.failures(GatewayError.NO_ROUTE)).isZero();
        assertThat(api.requestBytes()).isEqualTo(7);
        assertThat(api.responseBytes()).isEqualTo(11);
        assertThat(api.inFlight()).isZero();
    }

    @Test
    void countsARouteWithoutUpstreamInNobodyElsesCells() {
        Counted bare = new OnlyCounted(api.cells(), 0, 0, route);
        exchanges.took(bare, "GET", 404, Source.GATEWAY, 1_000_000);
        exchanges.took(bare, "GET", 200, Source.UPSTREAM, 60_000_000_000L);
        Map<RouteMeters.Series, Long> counts = new HashMap<>();
        route.forEach(counts::put);
        assertThat(counts.values()).containsExactly(1L, 1L);
        assertThat(metrics.loopLag().count()).isZero();
        assertThat(metrics.loopLag().sumSeconds()).isZero();
    }

    @Test
    void goesOnCountingWhereAnotherOfTheSameMetersEnded() {
        exchanges.took(counted, "GET", 200, Source.UPSTREAM, 1);
        exchanges.took(counted(), "GET", 200, Source.UPSTREAM, 1);
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
