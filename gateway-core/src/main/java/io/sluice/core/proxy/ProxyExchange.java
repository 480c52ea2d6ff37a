package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.concurrent.EventExecutor;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.ResponseHead;
import io.sluice.core.proxy.ExchangeClock.Stage;
import io.sluice.core.runtime.Route;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One request on its way: joins the client's side and the upstream's, pins snapshot and route, and knows what a failure means at each stage. */
final class ProxyExchange extends PolicyWalk {
    private final Worker worker;
    private final ClientConnection client;
    private final HttpRequest head;
    private final Generation.Lease lease;
    private final String requestId;
    private final ExchangeTimes times;
    private final ExchangeClock clock;
    private final BodyStream requestBody;
    private final Expectation expectation = new Expectation();
    private BodyStream responseBody = new BodyStream(BodyStream.Source.NOBODY);
    private @Nullable UpstreamCall call;
    private Upgrade upgrade = Upgrade.NONE;
    private boolean chunkedRequest;
    private boolean keepAlive;
    private boolean readingUpstream;
    private boolean passingRest;

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
        clock = new ExchangeClock(worker, client, route.responseTimeout());
        requestBody = new BodyStream(client.reads());
    }

    void begin() {
        HttpHeaders headers = request.headers();
        boolean body = BodyFraming.hasBody(headers);
        keepAlive = HopByHop.keepsAlive(head);
        chunkedRequest = BodyFraming.isChunked(headers);
        upgrade = Upgrade.of(head);
        expectation.begin(headers, body && request.version().equals("HTTP/1.1"));
        if (!body) {
            requestBody.absent();
        }
        if (route.upstream() != null) {
            head.setUri(route.target(request)); // by the headers that led to this route, before anybody changes them
        }
        HopByHop.remove(headers);
        if (worker.overloaded()) {
            failBack(GatewayError.OVERLOADED);
        } else if (body && worker.exceeds(RequestFraming.announcedLength(headers))) {
            failBack(GatewayError.BODY_TOO_LARGE);
        } else {
            beginWalk();
        }
    }

    /** A piece of the request body, or its end, has come in. */
    void requestReceived() {
        if (worker.exceeds(requestBody.received())) {
            refuse(GatewayError.BODY_TOO_LARGE);
        } else {
            requestProgressed();
        }
        if (passingRest && !requestBody.hungry()) {
            finish();
        }
    }

    /** The rest of the request body cannot be had, or is not wanted. */
    void refuse(GatewayError error) {
        keepAlive = false;
        failed(error);
    }

    void clientReadComplete() {
        clock.clientReadComplete(requestBody, responseBody);
        if (call != null) {
            call.flush();
        }
    }

    void clientWritable() {
        responseBody.drain();
        clock.moved(responseBody);
        client.flush();
    }

    void clientGone() {
        if (passingRest) {
            end(requireResponse().status());
        } else if (!clock.is(Stage.OVER)) {
            recordError(GatewayError.CLIENT_GONE);
            end(GatewayError.CLIENT_GONE.status());
        }
    }

    /** The time of the current stage is up. */
    void expired() {
        if (!policyExpired()) {
            failed(clock.overdue(requestBody.hungry() && !expectation.isOpen()));
        }
    }

    @Override
    protected void proceed() {
        long hops = RequestFraming.hopsLeft(head);
        if (hops == 0) {
            answerBack(LocalAnswer.options());
        } else if (route.upstream() == null) {
            failBack(GatewayError.NO_ROUTE);
        } else {
            RequestFraming.countHop(head, hops);
            call();
        }
    }

    private void call() {
        HttpHeaders headers = request.headers();
        RequestFraming.frame(head, chunkedRequest || requestBody.transformed(), route.authority());
        worker.forwarded().add(headers, request, client.peer(), requestId);
        upgrade.ask(headers);
        UpstreamCall fresh = new UpstreamCall(this, worker, client, route, head, requestBody);
        call = fresh;
        responseBody.source(fresh);
        fresh.begin();
    }

    /** The call waits for a connection. */
    void leasing() {
        clock.enter(Stage.LEASING);
    }

    /** The call has a connection. */
    void sending() {
        clock.enter(Stage.SENT);
        times.sent(System.nanoTime());
    }

    /** Some of the request body, or its end, or something in a tunnel went on: starts the clock that fits what comes next, with the end of the current read. */
    void requestProgressed() {
        clock.requestProgressed(requestBody, responseBody);
    }

    /** The request is not to be believed, or there will be no answer of the upstream, or not all of it. */
    void failed(GatewayError error) {
        if (passingRest) {
            finish();
        } else if (clock.is(Stage.STREAMING) || clock.is(Stage.TUNNEL)) {
            cut(error);
        } else if (!clock.is(Stage.OVER)) {
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
        clock.enter(Stage.ANSWERED);
        HttpHeaders headers = received.headers();
        HopByHop.remove(headers);
        walkBack(new ResponseHead(received.status().code(), headers));
    }

    /** The upstream goes on in another protocol; false if this request does not allow that. */
    boolean switched(HttpResponse received, UpstreamConnection connection) {
        boolean agreed = upgrade.agree(received, this, client.socket(), connection);
        if (agreed) {
            responseBody.absent();
            responseBody.end(null);
            answered(received);
        }
        return agreed;
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
        clock.moved(responseBody);
        client.flush();
    }

    @Override
    protected void deliver() {
        ResponseHead answer = requireResponse();
        HttpHeaders headers = answer.headers();
        worker.decorate(headers);
        times.delivered(System.nanoTime());
        if (upgrade.opensWith(answer)) {
            clock.enter(Stage.TUNNEL);
            upgrade.open(answer, client);
            return;
        }
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
        keepAlive = ResponseFraming.frame(headers, request, bodiless, keepAlive && client.mayGoOn());
        clock.enter(Stage.STREAMING);
        client.writer().head(answer, request.method().equals("HEAD"));
        offerLocalBody(!bodiless);
        responseBody.open(client.writer());
        if (!readingUpstream) {
            clock.moved(responseBody);
            client.flush();
        }
    }

    /** The upstream's connection is gone; false if that is a failure, as it is outside of a tunnel. */
    boolean upstreamLeft() {
        return clock.is(Stage.TUNNEL) && upgrade.upstreamLeft();
    }

    /** Both ends of the tunnel have had their say. */
    void tunnelOver() {
        if (clock.is(Stage.TUNNEL)) {
            end(requireResponse().status());
            client.exchangeFinished(false, times.end());
        }
    }

    /** The last byte of the response has been handed to the client's connection. */
    void delivered() {
        passingRest = keepAlive && call != null && call.takesRest();
        if (!passingRest) {
            finish();
        }
    }

    /** Nobody takes the rest of the request after its early answer. */
    void restUnwanted() {
        if (passingRest) {
            finish();
        }
    }

    private void finish() {
        boolean keep = keepAlive;
        end(requireResponse().status());
        client.exchangeFinished(keep, times.end());
    }

    /** The response cannot be completed. */
    private void cut(GatewayError error) {
        recordError(error);
        end(requireResponse().status());
        client.truncate();
    }

    private void end(int status) {
        passingRest = false;
        boolean complete = responseBody.delivered();
        clock.enter(Stage.OVER);
        if (call != null) {
            call.end(complete);
        }
        completeWalk();
        times.ended(System.nanoTime());
        worker.finished(this, status, times, call == null ? 0 : call.attempts());
        lease.end();
        if (!requestBody.delivered()) {
            requestBody.discard();
        }
        if (!complete) {
            responseBody.discard();
        }
        upgrade.discard();
    }

    @Override
    protected void dropUpstreamResponse() {
        if (call != null) {
            call.end(false);
        }
        upgrade.discard();
        upgrade = Upgrade.NONE;
        if (!clock.is(Stage.POLICIES)) {
            clock.enter(Stage.ANSWERED);
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
        client.arm(worker.timeouts().policy());
    }

    @Override
    protected void armBodyDeadline(boolean inbound) {
        client.arm(inbound ? worker.timeouts().clientBody() : worker.timeouts().streamIdle());
        if (inbound && !requestBody.ended()) {
            expectation.meet(request.headers(), client.writer());
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
    public long requestBytes() {
        return requestBody.received() + upgrade.fromClient();
    }

    @Override
    public long responseBytes() {
        return responseBody.received() + upgrade.fromUpstream();
    }

    Peer peer() {
        return client.peer();
    }
}
