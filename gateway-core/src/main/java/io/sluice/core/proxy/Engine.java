package io.sluice.core.proxy;

import io.netty.handler.ssl.SslContext;
import io.netty.resolver.AddressResolverGroup;
import io.sluice.core.observe.AccessLog;
import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Api;
import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.Limits;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.Upstream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the workers share. Threading: immutable but for one counter. */
final class Engine {
    private final EngineSettings settings;
    private final IoTransport transport;
    private final AddressResolverGroup<InetSocketAddress> resolver;
    private final SslContext upstreamTls;
    private final MessageBounds responses;
    private final Report report;
    private final Route unmatched;
    private final int workers;
    private final AtomicInteger clientConnections = new AtomicInteger();

    Engine(
            EngineSettings settings,
            IoTransport transport,
            AddressResolverGroup<InetSocketAddress> resolver,
            Metrics metrics,
            AccessLog accessLog,
            int workers) {
        this.settings = settings;
        this.transport = transport;
        this.resolver = resolver;
        this.workers = workers;
        upstreamTls = UpstreamTlsContext.build(settings.upstreamTls());
        responses = MessageBounds.ofResponses(settings.limits());
        report = new Report(accessLog);
        unmatched = unmatched(metrics.api(Metrics.UNMATCHED), settings);
    }

    private static Route unmatched(ApiMeters meters, EngineSettings settings) {
        Api none = new Api(Metrics.UNMATCHED, "", List.of(), meters);
        return new Route(
                none,
                "_none",
                Condition.ALWAYS,
                "",
                null,
                settings.timeouts().upstreamResponse(),
                meters.route("_none"));
    }

    EngineSettings settings() {
        return settings;
    }

    Report report() {
        return report;
    }

    /** Takes requests that belong to no API. */
    Route unmatched() {
        return unmatched;
    }

    UpstreamPool pool(Worker worker, Upstream upstream) {
        Limits limits = settings.limits();
        Connector connector = new Connector(
                upstream.endpoint(),
                worker.loop(),
                transport.socket(),
                resolver,
                upstreamTls,
                settings.timeouts(),
                responses);
        int share = (limits.upstreamConnections() + workers - 1) / workers;
        return new UpstreamPool(
                connector, upstream.meters(), worker.upstreamIdleQueue(), share, limits.upstreamPending());
    }

    /** Whether one more client may connect; each yes is given back by {@link #clientLeft}. */
    boolean clientArrived() {
        if (clientConnections.incrementAndGet() <= settings.limits().clientConnections()) {
            return true;
        }
        clientConnections.decrementAndGet();
        return false;
    }

    void clientLeft() {
        clientConnections.decrementAndGet();
    }
}
