package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.Upstream;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One exchange's call of its upstream: a connection leased, the request sent, repeated once where that is safe, the answer handed to the exchange, and
 * what is left of it cancelled when the exchange ends.
 */
final class UpstreamCall implements UpstreamClient, BodyStream.Source {
    /** Methods whose repetition has the same effect as one request (RFC 9110 section 9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    private final ProxyExchange exchange;
    private final Worker worker;
    private final ClientConnection client;
    private final Route route;
    private final Upstream upstream;
    private final HttpRequest head;
    private final BodyStream body;
    private @Nullable UpstreamPool pool;
    private @Nullable UpstreamConnection connection;
    private boolean over;
    private int attempts;

    /**
     * @param route has an upstream
     * @param head ready to be sent
     */
    UpstreamCall(
            ProxyExchange exchange,
            Worker worker,
            ClientConnection client,
            Route route,
            HttpRequest head,
            BodyStream body) {
        this.exchange = exchange;
        this.worker = worker;
        this.client = client;
        this.route = route;
        this.upstream = Objects.requireNonNull(route.upstream());
        this.head = head;
        this.body = body;
    }

    void begin() {
        attempts++;
        exchange.leasing();
        UpstreamPool chosen = worker.pool(route);
        pool = chosen;
        chosen.lease(this);
        if (pool != null) {
            client.arm(worker.connecting());
        }
    }

    /** How often the upstream was asked. */
    int attempts() {
        return attempts;
    }

    void flush() {
        if (connection != null) {
            connection.flush();
        }
    }

    /** Whether the response is complete but the connection can be used again once it has got the rest of the request. */
    boolean takesRest() {
        return connection != null && connection.takesRest(this);
    }

    /** The exchange needs nothing more; what is not complete, response or request, is given up with its connection. */
    void end(boolean complete) {
        if (over) {
            return;
        }
        over = true;
        if (pool != null) {
            pool.cancel(this);
        }
        if (connection != null && !complete) {
            connection.abort(this);
        } else if (connection != null) {
            connection.giveUpRequest(this);
            connection.flush();
        }
    }

    @Override
    public void leased(UpstreamConnection leased) {
        pool = null;
        connection = leased;
        exchange.sending();
        leased.send(head);
        if (body.delivered()) {
            leased.endBody(null);
        } else {
            body.open(leased);
        }
        exchange.requestProgressed();
        if (!client.isReading()) {
            leased.flush();
        }
    }

    /** Only a request without a body, and only once. */
    @Override
    public boolean canRepeat() {
        return attempts == 1
                && body.empty()
                && !body.transformed()
                && IDEMPOTENT.contains(head.method().name());
    }

    @Override
    public void leaseFailed(GatewayError error) {
        pool = null;
        fail(error);
    }

    @Override
    public void writable() {
        body.drain();
        exchange.requestProgressed();
        flush();
    }

    @Override
    public void interim(HttpResponse interim) {
        exchange.interim(interim);
    }

    @Override
    public boolean switched(HttpResponse received, UpstreamConnection joined) {
        return exchange.switched(received, joined);
    }

    @Override
    public void responseHead(HttpResponse received) {
        exchange.answered(received);
    }

    @Override
    public void responseBody(ByteBuf chunk) {
        exchange.responseChunk(chunk);
    }

    @Override
    public void responseEnd(@Nullable HttpHeaders trailers) {
        exchange.responseEnd(trailers);
    }

    @Override
    public void readComplete() {
        exchange.upstreamReadComplete();
    }

    @Override
    public void broken(GatewayError error) {
        UpstreamConnection failed = connection;
        connection = null;
        if (over || exchange.upstreamLeft()) {
            return;
        }
        if (failed != null && failed.used() && !failed.answerBegun() && canRepeat()) {
            upstream.meters().retried();
            begin();
        } else {
            fail(error);
        }
    }

    @Override
    public void restUnwanted() {
        connection = null;
        if (!over) {
            exchange.restUnwanted();
        }
    }

    @Override
    public void pauseReading() {
        if (connection != null) {
            connection.reads().pauseReading();
        }
    }

    @Override
    public void resumeReading() {
        if (connection != null) {
            connection.reads().resumeReading();
        }
    }

    @Override
    public void behindEvents(Runnable task) {
        client.reads().behindEvents(task);
    }

    private void fail(GatewayError error) {
        upstream.meters().failed(error);
        exchange.failed(error);
    }
}
