package io.sluice.core.proxy;

import io.netty.handler.ssl.SslContext;
import io.netty.resolver.AddressResolverGroup;
import io.sluice.core.observe.AccessLog;
import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Api;
import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.Limits;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.Upstream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the workers share. Threading: immutable but for the counts of client connections and {@link #secure}, which is called between requests. */
final class Engine {
    private final EngineSettings settings;
    private final IoTransport transport;
    private final AddressResolverGroup<InetSocketAddress> resolver;
    private final MessageBounds responses;
    private final Forwarded forwarded;
    private final MemoryMark memory;
    private final Report report;
    private final Route unmatched;
    private final int workers;
    private final AtomicInteger clientConnections = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private volatile @Nullable SslContext upstreamTls;

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
        if (settings.upstreamTls().trustedCa().isPresent()) {
            upstreamTls = UpstreamTlsContext.build(
                    settings.upstreamTls()); // a file that cannot be used must prevent the start
        }
        responses = MessageBounds.ofResponses(settings.limits());
        forwarded = new Forwarded(settings.trustedProxies());
        memory = new MemoryMark(settings.limits().memoryHighWater());
        report = new Report(accessLog, forwarded, metrics.exchanges());
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

    Forwarded forwarded() {
        return forwarded;
    }

    MemoryMark memory() {
        return memory;
    }

    /**
     * Sets up TLS if one of {@code endpoints} needs it, before a worker hears of them. It waits for that because it costs a third of a start. May block.
     */
    void secure(Set<EndpointKey> endpoints) {
        if (upstreamTls == null && endpoints.stream().anyMatch(EndpointKey::tls)) {
            upstreamTls = UpstreamTlsContext.build(settings.upstreamTls());
        }
    }

    /** What one worker may have of {@code total}. */
    int share(int total) {
        return (total + workers - 1) / workers;
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
                upstream.endpoint().tls() ? Objects.requireNonNull(upstreamTls) : null,
                settings.timeouts());
        return new UpstreamPool(
                connector,
                upstream.meters(),
                worker.deadlines(),
                settings.timeouts().upstreamIdle(),
                share(limits.upstreamConnections()),
                limits.upstreamPending(),
                responses,
                worker.lineRoom());
    }

    /** Whether one more client may connect; each yes is given back by {@link #clientLeft}. */
    boolean clientArrived(InetAddress address) {
        Limits limits = settings.limits();
        if (clientConnections.incrementAndGet() > limits.clientConnections()) {
            clientConnections.decrementAndGet();
            return false;
        }
        int most = limits.clientConnectionsPerAddress();
        if (most > 0 && byAddress.merge(address, 1, Integer::sum) > most) {
            clientLeft(address);
            return false;
        }
        return true;
    }

    void clientLeft(InetAddress address) {
        clientConnections.decrementAndGet();
        if (settings.limits().clientConnectionsPerAddress() > 0) {
            byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
        }
    }
}
