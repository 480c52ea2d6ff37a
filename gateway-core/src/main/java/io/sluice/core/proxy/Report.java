package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.sluice.core.observe.AccessLog;
import io.sluice.core.observe.AccessRecord;
import io.sluice.core.observe.ExchangeMeters;
import io.sluice.core.observe.Source;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.Upstream;
import org.jspecify.annotations.Nullable;

/** Counts exchanges, and logs those that are over. Threading: shared by all loops. */
final class Report {
    private final AccessLog log;
    private final Forwarded forwarded;
    private final ExchangeMeters meters;

    Report(AccessLog log, Forwarded forwarded, ExchangeMeters meters) {
        this.log = log;
        this.forwarded = forwarded;
        this.meters = meters;
    }

    void began(Route route) {
        meters.began(route);
    }

    void finished(ProxyExchange exchange, int status, ExchangeTimes times, int attempts) {
        Source source = source(exchange);
        Route route = exchange.route;
        meters.ended(route, exchange.requestBytes(), exchange.responseBytes(), times.overhead());
        meters.took(route, exchange.request().method(), status, source, times.end() - times.start());
        long upstream = times.upstream();
        if (upstream > 0) {
            meters.waited(route, upstream);
        }
        GatewayError error = exchange.error();
        if (error != null) {
            route.api().meters().failed(error);
        }
        if (log.enabled()) {
            log.log(entry(exchange, status, source, times, attempts));
        }
    }

    private static Source source(ProxyExchange exchange) {
        if (exchange.answeredLocally()) {
            return exchange.stoppedBy() == null ? Source.GATEWAY : Source.POLICY;
        }
        return exchange.response() == null ? Source.GATEWAY : Source.UPSTREAM;
    }

    private AccessRecord entry(ProxyExchange exchange, int status, Source source, ExchangeTimes times, int attempts) {
        RequestHead request = exchange.request();
        Route route = exchange.route;
        Upstream upstream = route.upstream();
        return new AccessRecord(
                System.currentTimeMillis(),
                exchange.requestId(),
                forwarded.client(request.headers(), exchange.peer(), attempts > 0),
                exchange.client().getPort(),
                request.method(),
                request.scheme(),
                request.host(),
                request.path(),
                request.query(),
                request.version(),
                status,
                source.label(),
                code(exchange.error()),
                exchange.stoppedBy(),
                route.api().name(),
                upstream == null ? null : route.name(),
                upstream == null ? null : upstream.name(),
                upstream == null || attempts == 0 ? null : upstream.endpoint().target(),
                times.end() - times.start(),
                times.upstream(),
                exchange.requestBytes(),
                exchange.responseBytes(),
                attempts,
                request.headers().get(HttpHeaderNames.USER_AGENT));
    }

    private static @Nullable String code(@Nullable GatewayError error) {
        return error == null ? null : error.code();
    }
}
