package io.sluice.core.proxy;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.Timeouts;
import io.sluice.core.runtime.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one event loop owns. Only its loop touches it; from outside, {@link GatewayServer} submits tasks that call {@link #install},
 * {@link #drain} and {@link #inFlight}.
 */
final class Worker {
    private final EventLoop loop;
    private final Engine engine;
    private final Deadlines deadlines;
    private final RequestIds requestIds;
    private final byte[] lineRoom = new byte[LineScanner.USUAL];
    private final LoopHttpClient http = new LoopHttpClient(this);
    private final Map<EndpointKey, UpstreamPool> pools = new HashMap<>();
    /** The same pools by the objects that routes hold, which takes no look at names. */
    private final IdentityHashMap<@Nullable EndpointKey, UpstreamPool> known = new IdentityHashMap<>();

    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private final Duration connecting;
    private final int maxInFlight;
    private final long maxRequestBody;
    private List<@Nullable Listener> listeners = List.of();
    private Generation.@Nullable Lease lease;
    private boolean draining;
    private int inFlight;

    Worker(EventLoop loop, Engine engine, long seed) {
        this.loop = loop;
        this.engine = engine;
        deadlines = new Deadlines(loop);
        requestIds = new RequestIds(seed);
        maxInFlight = engine.share(engine.settings().limits().requestsInFlight());
        long body = engine.settings().limits().requestBody().bytes();
        maxRequestBody = body == 0 ? Long.MAX_VALUE : body;
        Timeouts timeouts = timeouts();
        connecting = timeouts.upstreamConnect().plus(timeouts.tlsHandshake());
    }

    /**
     * Uses {@code generation} for every exchange that begins from now on.
     *
     * @param byBinding listeners by {@link Binding#index}, null where there is none any more
     * @param endpoints those that the generation can reach; pools of others are given up
     */
    void install(Generation generation, List<@Nullable Listener> byBinding, Set<EndpointKey> endpoints) {
        assert loop.inEventLoop();
        Generation.Lease old = lease;
        listeners = byBinding;
        lease = generation.lease();
        retirePools(endpoints);
        if (old != null) {
            old.retire();
        }
        new ArrayList<>(connections).forEach(ClientConnection::listenersChanged);
    }

    private void retirePools(Set<EndpointKey> endpoints) {
        known.clear();
        pools.entrySet().removeIf(entry -> {
            boolean gone = !endpoints.contains(entry.getKey());
            if (gone) {
                entry.getValue().retire();
            }
            return gone;
        });
    }

    /** From now on every response ends its connection; connections without work for {@code nanos} are closed. */
    void drain(long nanos) {
        assert loop.inEventLoop();
        draining = true;
        new ArrayList<>(connections).forEach(connection -> connection.closeIfIdle(nanos));
    }

    /** Closes every connection at once; what is in flight on them is cut. */
    void close() {
        assert loop.inEventLoop();
        new ArrayList<>(connections).forEach(connection -> connection.socket().close());
        pools.values().forEach(UpstreamPool::retire);
    }

    int inFlight() {
        assert loop.inEventLoop();
        return inFlight;
    }

    int connections() {
        assert loop.inEventLoop();
        return connections.size();
    }

    /** Connections to clients and upstreams that are not closed yet. */
    int sockets() {
        assert loop.inEventLoop();
        return connections.size()
                + pools.values().stream().mapToInt(UpstreamPool::open).sum();
    }

    boolean remember(ClientConnection connection) {
        return connections.add(connection);
    }

    boolean forget(ClientConnection connection) {
        return connections.remove(connection);
    }

    @Nullable
    Listener listener(Binding binding) {
        return binding.index() < listeners.size() ? listeners.get(binding.index()) : null;
    }

    /** @throws Refused if the API does not want such a path */
    ProxyExchange exchange(ClientConnection client, Binding binding, HttpRequest request, RequestHead head)
            throws Refused {
        Listener listener = listener(binding);
        Route match = listener == null ? null : listener.routes().match(head);
        Route route = match == null ? engine.unmatched() : match;
        if (!route.api().accepts(head.path())) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        return exchange(client, request, head, route, id(request));
    }

    /** An exchange for a request whose head is not to be believed. */
    ProxyExchange refusal(ClientConnection client, String scheme) {
        HttpRequest none = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        RequestHead head = new RequestHead(
                "-",
                "-",
                null,
                "HTTP/1.1",
                scheme,
                "",
                none.headers(),
                client.peer().local());
        return exchange(client, none, head, engine.unmatched(), requestIds.next());
    }

    private ProxyExchange exchange(
            ClientConnection client, HttpRequest request, RequestHead head, Route route, String id) {
        Generation.Lease pinned = Objects.requireNonNull(lease, "no configuration is installed");
        inFlight++;
        pinned.begin();
        engine.report().began(route);
        return new ProxyExchange(this, client, request, head, route, pinned, id);
    }

    void finished(ProxyExchange exchange, int status, ExchangeTimes times, int attempts) {
        inFlight--;
        engine.report().finished(exchange, status, times, attempts);
    }

    /** Whether there is so much to do already that the request which began last is refused. */
    boolean overloaded() {
        return inFlight > maxInFlight || engine.memory().isFull();
    }

    /** Whether a request body of {@code bytes} is too large. */
    boolean exceeds(long bytes) {
        return bytes > maxRequestBody;
    }

    Forwarded forwarded() {
        return engine.forwarded();
    }

    /** The pool for a route that has an upstream. */
    UpstreamPool pool(Route route) {
        UpstreamPool pool = known.get(route.endpoint());
        if (pool == null) {
            pool = pool(Objects.requireNonNull(route.upstream()));
            known.put(route.endpoint(), pool);
        }
        return pool;
    }

    UpstreamPool pool(Upstream upstream) {
        return pools.computeIfAbsent(upstream.endpoint(), key -> engine.pool(this, upstream));
    }

    /** Adds what every response carries. */
    void decorate(HttpHeaders headers) {
        String server = engine.settings().serverHeader();
        if (!server.isEmpty() && !headers.contains(HttpHeaderNames.SERVER)) {
            headers.set(HttpHeaderNames.SERVER, server);
        }
    }

    private String id(HttpRequest request) {
        String given = engine.settings().preserveRequestId() ? request.headers().get("x-request-id") : null;
        return given != null ? given : requestIds.next();
    }

    EventLoop loop() {
        return loop;
    }

    EngineSettings settings() {
        return engine.settings();
    }

    /** Where the readers of this loop put the line that they look at. */
    byte[] lineRoom() {
        return lineRoom;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Timeouts timeouts() {
        return settings().timeouts();
    }

    /** How long a connection to an upstream may be waited for. */
    Duration connecting() {
        return connecting;
    }

    LoopHttpClient http() {
        return http;
    }

    boolean draining() {
        return draining;
    }
}
