package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.EventExecutor;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.ResponseHead;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.Upstream;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request on its way: joins the client's side and the upstream's, pins snapshot and route, and knows what a failure means at each stage. */
final class ProxyExchange extends PolicyWalk implements UpstreamClient {
    /** Methods whose repetition has the same effect as one request (RFC 9110 section 9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    /** The longest announced body of a refused request that is read to its end so that the connection can be kept. */
    private static final long MAX_UNWANTED_BODY = 64 * 1024;

    private enum Stage {
        POLICIES,
        LEASING,
        SENT,
        ANSWERED,
        STREAMING,
        OVER
    }

    private final Worker worker;
    private final ClientConnection client;
    private final HttpRequest head;
    private final Generation.Lease lease;
    private final String requestId;
    private final ExchangeTimes times;
    private final BodyStream requestBody;
    private BodyStream responseBody;
    private Stage stage = Stage.POLICIES;
    private @Nullable UpstreamPool pool;
    private @Nullable UpstreamConnection connection;
    private boolean chunkedRequest;
    private boolean keepAlive;
    private boolean expectsContinue;
    private boolean readingUpstream;
    private int attempts;

    ProxyExchange(
            Worker worker,
            ClientConnection client,
            HttpRequest head,
            RequestHead request,
            Route route,
            Generation.Lease lease,
            String requestId) {
        super(request, route);
        this.worker = worker;
        this.client = client;
        this.head = head;
        this.lease = lease;
        this.requestId = requestId;
        times = new ExchangeTimes(System.nanoTime());
        requestBody = new BodyStream(client);
        responseBody = new BodyStream(new UpstreamSource());
    }

    void begin() {
        admitted();
        HttpHeaders headers = request.headers();
        keepAlive = Framing.keepsAlive(head);
        chunkedRequest = Framing.isChunked(headers);
        expectsContinue = headers.contains(HttpHeaderNames.EXPECT);
        if (!Framing.hasBody(headers)) {
            requestBody.absent();
        }
        Framing.removeHopByHop(headers);
        beginWalk();
    }

    /** Answers a request that was not admitted; the connection ends with it. */
    void refuse(GatewayError error) {
        admitted();
        failBack(error);
    }

    private void admitted() {
        lease.begin();
        route.api().meters().inFlight().increment();
    }

    /** Takes ownership of {@code content}, the next piece of the request body. */
    void requestContent(HttpContent content) {
        if (content.content().isReadable()) {
            requestBody.offer(content.content());
        } else {
            content.release();
        }
        if (content instanceof LastHttpContent last) {
            requestBody.end(Framing.cleanTrailers(last.trailingHeaders()));
        }
        requestProgressed();
    }

    /** The framing of the request body is broken. */
    void malformedRequest() {
        keepAlive = false;
        if (stage == Stage.STREAMING) {
            cut(GatewayError.BAD_REQUEST);
        } else if (stage != Stage.OVER) {
            failBack(GatewayError.BAD_REQUEST);
        }
    }

    void clientReadComplete() {
        if (connection != null && stage != Stage.OVER) {
            connection.flush();
        }
    }

    void clientWritable() {
        responseBody.drain();
        streamProgressed();
        client.flush();
    }

    void clientGone() {
        if (stage != Stage.OVER) {
            recordError(GatewayError.CLIENT_GONE);
            end(GatewayError.CLIENT_GONE.status());
        }
    }

    /** The time of the current stage is up. */
    void expired() {
        switch (stage) {
            case POLICIES, ANSWERED -> policyOrBodyExpired();
            case LEASING -> failBack(GatewayError.UPSTREAM_UNREACHABLE);
            case SENT ->
                failBack(uploadStalledByClient() ? GatewayError.REQUEST_TIMEOUT : GatewayError.UPSTREAM_TIMEOUT);
            case STREAMING -> cut(client.writable() ? GatewayError.UPSTREAM_TIMEOUT : GatewayError.CLIENT_GONE);
            case OVER -> {}
        }
    }

    private void policyOrBodyExpired() {
        if (waitingForPolicy()) {
            policyExpired();
        } else {
            failBack(stage == Stage.POLICIES ? GatewayError.REQUEST_TIMEOUT : GatewayError.UPSTREAM_TIMEOUT);
        }
    }

    private boolean uploadStalledByClient() {
        return !requestBody.ended() && requestBody.hungry();
    }

    // ---- towards the upstream

    @Override
    protected void proceed() {
        Upstream upstream = route.upstream();
        if (upstream == null) {
            failBack(GatewayError.NO_ROUTE);
            return;
        }
        prepareHead(upstream);
        lease(upstream);
    }

    private void prepareHead(Upstream upstream) {
        HttpHeaders headers = request.headers();
        if (requestBody.transformed()) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
            chunkedRequest = true;
        }
        if (chunkedRequest) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        headers.set(HttpHeaderNames.HOST, upstream.authority());
        ClientConnection.Peer peer = client.peer();
        Forwarded.add(headers, request, peer.ip(), peer.localPort(), requestId);
        head.setUri(route.target(request));
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    private void lease(Upstream upstream) {
        stage = Stage.LEASING;
        attempts++;
        UpstreamPool chosen = worker.pool(upstream);
        pool = chosen;
        chosen.lease(this);
        if (stage == Stage.LEASING) {
            client.arm(worker.connectQueue());
        }
    }

    @Override
    public void leased(UpstreamConnection leased) {
        pool = null;
        connection = leased;
        stage = Stage.SENT;
        times.sent(System.nanoTime());
        leased.send(head);
        if (requestBody.delivered()) {
            leased.endBody(null);
        } else {
            requestBody.open(leased);
        }
        requestProgressed();
        if (!client.isReading()) {
            leased.flush();
        }
    }

    private void requestProgressed() {
        if (stage == Stage.SENT) {
            boolean sent = requestBody.delivered();
            client.arm(sent ? worker.deadlines().queue(route.responseTimeout()) : worker.clientBodyQueue());
        } else if (stage == Stage.POLICIES && requestBody.collecting()) {
            client.arm(worker.clientBodyQueue());
        } else {
            streamProgressed();
        }
    }

    /** A piece of a body went one step further, in either direction. */
    private void streamProgressed() {
        if (stage == Stage.STREAMING || stage == Stage.ANSWERED && responseBody.collecting()) {
            client.arm(worker.streamIdleQueue());
        }
    }

    @Override
    public void writable() {
        requestBody.drain();
        requestProgressed();
        if (connection != null) {
            connection.flush();
        }
    }

    @Override
    public void leaseFailed(GatewayError error) {
        pool = null;
        failUpstream(error);
    }

    @Override
    public void broken(GatewayError error) {
        UpstreamConnection failed = connection;
        connection = null;
        boolean mayRetry = stage == Stage.SENT && failed != null && failed.used() && !failed.answerBegun();
        if (mayRetry && isReplayable() && route.upstream() != null) {
            route.upstream().meters().retries().increment();
            lease(route.upstream());
        } else {
            failUpstream(error);
        }
    }

    private boolean isReplayable() {
        boolean untouched = requestBody.delivered() && requestBody.received() == 0 && !requestBody.transformed();
        return attempts == 1 && untouched && IDEMPOTENT.contains(request.method());
    }

    private void failUpstream(GatewayError error) {
        if (route.upstream() != null) {
            route.upstream().meters().failures(error).increment();
        }
        if (stage == Stage.STREAMING) {
            cut(error);
        } else if (stage != Stage.OVER) {
            failBack(error);
        }
    }

    // ---- towards the client

    @Override
    public void interim(HttpResponse interim) {
        boolean invites = interim.status().code() == 100;
        boolean wanted = !invites || expectsContinue;
        expectsContinue &= !invites;
        if (wanted && request.version().equals("HTTP/1.1")) {
            DefaultFullHttpResponse copy =
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, interim.status(), Unpooled.EMPTY_BUFFER);
            Framing.removeHopByHop(interim.headers());
            copy.headers().set(interim.headers()).remove(HttpHeaderNames.CONTENT_LENGTH);
            client.sendInterim(copy);
        }
    }

    @Override
    public void responseHead(HttpResponse received) {
        readingUpstream = true;
        times.answered(System.nanoTime());
        client.disarm();
        stage = Stage.ANSWERED;
        HttpHeaders headers = received.headers();
        Framing.removeHopByHop(headers);
        walkBack(new ResponseHead(received.status().code(), headers));
    }

    @Override
    protected void deliver() {
        ResponseHead answer = requireResponse();
        HttpHeaders headers = answer.headers();
        boolean bodiless = isBodiless(answer.status());
        byte[] local = localBody;
        if (local != null) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, local.length);
            keepAlive &= mayKeepUnread();
            requestBody.discard();
        }
        if (responseBody.transformed()) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        keepAlive &= !expectsContinue || requestBody.ended();
        frame(headers, bodiless);
        worker.decorate(headers);
        stage = Stage.STREAMING;
        times.delivered(System.nanoTime());
        HttpResponse message =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), headers);
        client.sendHead(message, request.method().equals("HEAD"));
        offerLocalBody(!bodiless);
        responseBody.open(client);
        streamProgressed();
        if (!readingUpstream) {
            client.flush();
        }
    }

    private boolean isBodiless(int status) {
        return status == 204 || status == 304 || request.method().equals("HEAD");
    }

    /** Says how the body ends and whether the connection does. */
    private void frame(HttpHeaders headers, boolean bodiless) {
        boolean current = request.version().equals("HTTP/1.1");
        if (!bodiless && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            if (current) {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            } else {
                keepAlive = false;
            }
        }
        keepAlive &= !worker.draining();
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!current) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }

    /** Whether what is left of the request is little enough to read past it. */
    private boolean mayKeepUnread() {
        if (requestBody.ended() || !chunkedRequest && !Framing.hasBody(request.headers())) {
            return true;
        }
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) <= MAX_UNWANTED_BODY;
    }

    @Override
    public void responseBody(ByteBuf chunk) {
        responseBody.offer(chunk);
    }

    @Override
    public void responseEnd(@Nullable HttpHeaders trailers) {
        boolean chunked = request.version().equals("HTTP/1.1");
        responseBody.end(chunked ? trailers : null);
    }

    @Override
    public void readComplete() {
        readingUpstream = false;
        streamProgressed();
        client.flush();
    }

    /** The last byte of the response has been handed to the client's connection. */
    void delivered() {
        UpstreamConnection used = connection;
        boolean keep = keepAlive;
        end(requireResponse().status());
        if (used != null) {
            used.giveUpRequest(this);
        }
        client.exchangeFinished(keep);
    }

    // ---- the end

    /** The response cannot be completed. */
    private void cut(GatewayError error) {
        recordError(error);
        end(requireResponse().status());
        client.truncate();
    }

    private void end(int status) {
        boolean complete = responseBody.delivered();
        stage = Stage.OVER;
        client.disarm();
        releaseUpstream(complete);
        completeWalk();
        worker.finished(this, status, times, attempts);
        lease.end();
        if (!requestBody.ended() || !requestBody.delivered()) {
            requestBody.discard();
        }
        if (!complete) {
            responseBody.discard();
        }
    }

    private void releaseUpstream(boolean complete) {
        UpstreamConnection leased = connection;
        connection = null;
        if (pool != null) {
            pool.cancel(this);
            pool = null;
        }
        if (leased != null && !complete) {
            leased.abort(this);
        }
    }

    @Override
    protected void dropUpstreamResponse() {
        releaseUpstream(false);
        if (stage != Stage.POLICIES) {
            stage = Stage.ANSWERED;
        }
        readingUpstream = false;
        responseBody.discard();
        responseBody = new BodyStream(new UpstreamSource());
    }

    // ---- what the walk and policies ask for

    @Override
    protected BodyStream requestBody() {
        return requestBody;
    }

    @Override
    protected BodyStream responseBody() {
        return responseBody;
    }

    @Override
    protected void armPolicyDeadline() {
        client.arm(worker.policyQueue());
    }

    @Override
    protected void armBodyDeadline(boolean inbound) {
        client.arm(inbound ? worker.clientBodyQueue() : worker.streamIdleQueue());
        if (inbound && expectsContinue && !requestBody.ended()) {
            inviteBody();
        }
    }

    /** A policy wants the body before the upstream can say whether it does: the gateway tells a client that waits for leave to send. */
    private void inviteBody() {
        expectsContinue = false;
        request.headers().remove(HttpHeaderNames.EXPECT);
        if (request.version().equals("HTTP/1.1")) {
            client.sendInterim(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    @Override
    protected void cancelDeadline() {
        client.disarm();
    }

    @Override
    public InetSocketAddress client() {
        return client.peer().address();
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public LoopHttp http() {
        return worker.http();
    }

    @Override
    public EventExecutor loop() {
        return worker.loop();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long startNanos() {
        return times.start();
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long requestBytes() {
        return requestBody.received();
    }

    @Override
    public long responseBytes() {
        return responseBody.received();
    }

    boolean answeredLocally() {
        return localBody != null;
    }

    Route route() {
        return route;
    }

    String clientIp() {
        return client.peer().ip();
    }

    private final class UpstreamSource implements BodyStream.Source {
        @Override
        public void pauseReading() {
            if (connection != null) {
                connection.pauseReading();
            }
        }

        @Override
        public void resumeReading() {
            if (connection != null) {
                connection.resumeReading();
            }
        }
    }
}
