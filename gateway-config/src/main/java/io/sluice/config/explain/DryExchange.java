package io.sluice.config.explain;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.sluice.core.policy.BodyTransform;
import io.sluice.core.policy.Continuation;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Identity;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.ResponseHead;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.PolicyStep;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exchange that leads nowhere: policies see the request, and what they do is only remembered. {@link DryWalk} says whose turn it is. */
final class DryExchange implements Exchange {
    /** Stands for the identifier that each request gets anew. */
    static final String REQUEST_ID = "00000000-0000-4000-8000-000000000000";

    private final RequestHead request;
    private final InetSocketAddress client;
    private final String api;
    private final String requestId;
    private final List<PolicyStep> steps;
    private final @Nullable Object[] states;
    private final DryHttp http = new DryHttp();
    private final long start = System.nanoTime();
    private final long requestBytes;
    private @Nullable ResponseHead response;
    private byte @Nullable [] localBody;
    private @Nullable Identity identity;
    private @Nullable GatewayError error;
    private @Nullable String errorText;
    private @Nullable String stoppedBy;
    private int turn;
    private int bodyLimit = -1;
    private boolean requestTransformed;

    DryExchange(
            RequestHead request,
            InetSocketAddress client,
            String api,
            String requestId,
            List<PolicyStep> steps,
            long requestBytes) {
        this.request = request;
        this.client = client;
        this.api = api;
        this.requestId = requestId;
        this.steps = steps;
        this.requestBytes = requestBytes;
        states = new @Nullable Object[steps.size()];
    }

    /** Whose turn it is. */
    void turn(int index) {
        turn = index;
        bodyLimit = -1;
    }

    /** The upstream's answer has come, or one of the gateway that is no error. */
    void answered(ResponseHead head) {
        response = head;
    }

    /** Nobody is there to take the request. */
    void unrouted() {
        error = GatewayError.NO_ROUTE;
        render(GatewayError.NO_ROUTE, GatewayError.NO_ROUTE.title());
    }

    /** The body of an answer that a policy gave whole; null if there is none, or its text depends on the request. */
    byte @Nullable [] localBody() {
        return localBody;
    }

    @Nullable
    String errorText() {
        return errorText;
    }

    int bodyLimit() {
        return bodyLimit;
    }

    boolean requestTransformed() {
        return requestTransformed;
    }

    List<String> takeCalls() {
        return http.takeCalls();
    }

    @Override
    public RequestHead request() {
        return request;
    }

    @Override
    public @Nullable ResponseHead response() {
        return response;
    }

    @Override
    public ResponseHead requireResponse() {
        if (response == null) {
            throw new IllegalStateException("there is no response in the request phase");
        }
        return response;
    }

    @Override
    public InetSocketAddress client() {
        return client;
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public String api() {
        return api;
    }

    @Override
    public @Nullable Identity identity() {
        return identity;
    }

    @Override
    public void identity(Identity caller) {
        identity = caller;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S> @Nullable S state() {
        return (S) states[turn];
    }

    @Override
    public void state(@Nullable Object mine) {
        states[turn] = mine;
    }

    @Override
    public Verdict respond(LocalResponse local) {
        HttpHeaders headers = GatewayAnswer.fields();
        local.headers().forEach(headers::set);
        response = new ResponseHead(local.status(), headers);
        localBody = local.body();
        errorText = null;
        stoppedBy = steps.get(turn).binding();
        return Verdict.RESPOND;
    }

    @Override
    public Verdict fail(GatewayError cause) {
        return fail(cause, cause.title());
    }

    @Override
    public Verdict fail(GatewayError cause, String text) {
        error = cause;
        stoppedBy = steps.get(turn).binding();
        render(cause, text);
        return Verdict.RESPOND;
    }

    @Override
    public Verdict undecided(Throwable cause) {
        return fail(GatewayError.POLICY_UNDECIDED);
    }

    @Override
    public <T> Verdict after(Future<T> future, Continuation<T> then) {
        return future.isDone() ? then.resume(this, future) : Verdict.SUSPEND;
    }

    @Override
    public Verdict needBody(int maxBytes) {
        bodyLimit = maxBytes;
        return Verdict.NEED_BODY;
    }

    @Override
    public void transformRequestBody(BodyTransform stage) {
        requestTransformed |= requestBytes > 0;
    }

    /** The imagined response has no body to change. */
    @Override
    public void transformResponseBody(BodyTransform stage) {}

    @Override
    public DryHttp http() {
        return http;
    }

    @Override
    public EventExecutor loop() {
        return ImmediateEventExecutor.INSTANCE;
    }

    @Override
    public long startNanos() {
        return start;
    }

    @Override
    public @Nullable GatewayError error() {
        return error;
    }

    @Override
    public @Nullable String stoppedBy() {
        return stoppedBy;
    }

    @Override
    public long requestBytes() {
        return requestBytes;
    }

    @Override
    public long responseBytes() {
        return 0;
    }

    private void render(GatewayError cause, String text) {
        response = GatewayAnswer.of(cause);
        errorText = text;
        localBody = null;
    }
}
