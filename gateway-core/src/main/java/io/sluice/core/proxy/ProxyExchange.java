package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.EventExecutor;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.ResponseHead;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.Upstream;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One request on its way: joins the client's side and the upstream's, pins snapshot and route, and knows what a failure means at each stage. */
final class ProxyExchange extends PolicyWalk {
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
    private final Expectation expectation = new Expectation();
    private BodyStream responseBody = new BodyStream(BodyStream.Source.NOBODY);
    private Stage stage = Stage.POLICIES;
    private @Nullable UpstreamCall call;
    private boolean chunkedRequest;
    private boolean keepAlive;
    private boolean readingUpstream;

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
    }

    void begin() {
        HttpHeaders headers = request.headers();
        keepAlive = HopByHop.keepsAlive(head);
        chunkedRequest = BodyFraming.isChunked(headers);
        expectation.begin(headers);
        if (!BodyFraming.hasBody(headers)) {
            requestBody.absent();
        }
        HopByHop.remove(headers);
        beginWalk();
    }

    /** Answers a request that was not admitted; the connection ends with it. */
    void refuse(GatewayError error) {
        failBack(error);
    }

    /** Takes ownership of {@code content}, the next piece of the request body. */
    void requestContent(HttpContent content) {
        requestBody.accept(content);
        requestProgressed();
    }

    /** The framing of the request body is broken. */
    void malformedRequest() {
        keepAlive = false;
        failed(GatewayError.BAD_REQUEST);
    }

    void clientReadComplete() {
        if (call != null) {
            call.flush();
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
            case POLICIES -> policyOr(GatewayError.REQUEST_TIMEOUT);
            case ANSWERED -> policyOr(GatewayError.UPSTREAM_TIMEOUT);
            case LEASING -> failBack(GatewayError.UPSTREAM_UNREACHABLE);
            case SENT -> failBack(requestBody.hungry() ? GatewayError.REQUEST_TIMEOUT : GatewayError.UPSTREAM_TIMEOUT);
            case STREAMING ->
                cut(client.writer().writable() ? GatewayError.UPSTREAM_TIMEOUT : GatewayError.CLIENT_GONE);
            case OVER -> {}
        }
    }

    /** A policy waits for its own sake, or for a body that does not come. */
    private void policyOr(GatewayError bodyMissing) {
        if (!policyExpired()) {
            failBack(bodyMissing);
        }
    }

    @Override
    protected void proceed() {
        Upstream upstream = route.upstream();
        if (upstream == null) {
            failBack(GatewayError.NO_ROUTE);
            return;
        }
        prepareHead(upstream);
        UpstreamCall fresh = new UpstreamCall(this, worker, client, upstream, head, requestBody);
        call = fresh;
        responseBody.source(fresh);
        fresh.begin();
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
        Forwarded.add(headers, request, client.peer().ip(), client.peer().localPort(), requestId);
        head.setUri(route.target(request));
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    /** The call waits for a connection. */
    void leasing() {
        stage = Stage.LEASING;
        client.arm(worker.connectQueue());
    }

    /** The call has a connection. */
    void sending() {
        stage = Stage.SENT;
        times.sent(System.nanoTime());
    }

    /** Some of the request body, or its end, went on: starts the clock that fits what comes next. */
    void requestProgressed() {
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

    /** There will be no answer of the upstream, or not all of it. */
    void failed(GatewayError error) {
        if (stage == Stage.STREAMING) {
            cut(error);
        } else if (stage != Stage.OVER) {
            failBack(error);
        }
    }

    void interim(HttpResponse interim) {
        if (expectation.wants(interim) && request.version().equals("HTTP/1.1")) {
            client.writer().interim(ResponseFraming.interim(interim));
        }
    }

    void answered(HttpResponse received) {
        readingUpstream = true;
        times.answered(System.nanoTime());
        client.disarm();
        stage = Stage.ANSWERED;
        HttpHeaders headers = received.headers();
        HopByHop.remove(headers);
        walkBack(new ResponseHead(received.status().code(), headers));
    }

    /** Takes ownership of {@code chunk}. */
    void responseChunk(ByteBuf chunk) {
        responseBody.offer(chunk);
    }

    void responseEnd(@Nullable HttpHeaders trailers) {
        boolean chunked = request.version().equals("HTTP/1.1");
        responseBody.end(chunked ? trailers : null);
    }

    void upstreamReadComplete() {
        readingUpstream = false;
        streamProgressed();
        client.flush();
    }

    @Override
    protected void deliver() {
        ResponseHead answer = requireResponse();
        HttpHeaders headers = answer.headers();
        boolean bodiless = ResponseFraming.isBodiless(request, answer.status());
        byte[] local = localBody;
        if (local != null) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, local.length);
            keepAlive &= requestBody.ended() || ResponseFraming.mayReadPast(request, chunkedRequest);
            requestBody.discard();
        }
        if (responseBody.transformed()) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        keepAlive &= !expectation.isOpen() || requestBody.ended();
        keepAlive = ResponseFraming.frame(headers, request, bodiless, keepAlive && !worker.draining());
        worker.decorate(headers);
        stage = Stage.STREAMING;
        times.delivered(System.nanoTime());
        client.writer().head(answer, request.method().equals("HEAD"));
        offerLocalBody(!bodiless);
        responseBody.open(client.writer());
        streamProgressed();
        if (!readingUpstream) {
            client.flush();
        }
    }

    /** The last byte of the response has been handed to the client's connection. */
    void delivered() {
        boolean keep = keepAlive;
        end(requireResponse().status());
        if (call != null) {
            call.giveUpRequest();
        }
        client.exchangeFinished(keep);
    }

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
        if (call != null) {
            call.end(complete);
        }
        completeWalk();
        worker.finished(this, status, times, call == null ? 0 : call.attempts());
        lease.end();
        if (!requestBody.delivered()) {
            requestBody.discard();
        }
        if (!complete) {
            responseBody.discard();
        }
    }

    @Override
    protected void dropUpstreamResponse() {
        if (call != null) {
            call.end(false);
        }
        if (stage != Stage.POLICIES) {
            stage = Stage.ANSWERED;
        }
        readingUpstream = false;
        responseBody.discard();
        responseBody = new BodyStream(BodyStream.Source.NOBODY);
    }

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
        if (inbound && expectation.isOpen() && !requestBody.ended()) {
            inviteBody();
        }
    }

    /** A policy wants the body before the upstream can say whether it does: the gateway tells a client that waits for leave to send. */
    private void inviteBody() {
        expectation.met(request.headers());
        if (request.version().equals("HTTP/1.1")) {
            client.writer().interim(ResponseFraming.goOn());
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

    Peer peer() {
        return client.peer();
    }
}
