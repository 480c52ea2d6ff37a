package io.sluice.core.proxy;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.ResponseHead;
import io.sluice.core.runtime.Api;
import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.PolicyStep;
import io.sluice.core.runtime.Route;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An exchange without a network: every response is there at once, and no policy may wait or look at a body. */
final class InstantExchange extends PolicyWalk {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    private static final HttpHeaders HEADERS =
            DefaultHttpHeadersFactory.headersFactory().newHeaders();
    private static final RequestHead REQUEST =
            new RequestHead("GET", "/", null, "HTTP/1.1", "http", "a", HEADERS, ADDRESS);
    private static final ResponseHead RESPONSE = new ResponseHead(200, HEADERS);

    private boolean delivered;

    InstantExchange(Route route) {
        super(REQUEST, route);
    }

    /** A route to nowhere behind {@code policies}. */
    static Route route(List<Policy> policies) {
        ApiMeters meters = new Metrics().api("a");
        List<PolicyStep> steps = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            steps.add(new PolicyStep("p" + i, policies.get(i), Condition.ALWAYS, meters.policy("p" + i, "none")));
        }
        Api api = new Api("a", "", steps, meters);
        return new Route(api, "r", Condition.ALWAYS, "", null, Duration.ZERO, meters.route("r"));
    }

    /** The whole walk; whether a response, the gateway's own or another, came out of it. */
    boolean run() {
        beginWalk();
        completeWalk();
        return delivered;
    }

    @Override
    protected void proceed() {
        walkBack(RESPONSE);
    }

    @Override
    protected void deliver() {
        delivered = true;
    }

    @Override
    protected void dropUpstreamResponse() {}

    @Override
    protected BodyStream requestBody() {
        throw new AssertionError("no policy reads a body here");
    }

    @Override
    protected BodyStream responseBody() {
        throw new AssertionError("no policy reads a body here");
    }

    @Override
    protected void armPolicyDeadline() {}

    @Override
    protected void armBodyDeadline(boolean inbound) {}

    @Override
    protected void cancelDeadline() {}

    @Override
    public InetSocketAddress client() {
        return ADDRESS;
    }

    @Override
    public String requestId() {
        return "id";
    }

    @Override
    public LoopHttp http() {
        throw new AssertionError("no policy calls out here");
    }

    @Override
    public EventExecutor loop() {
        return ImmediateEventExecutor.INSTANCE;
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public long startNanos() {
        return 0;
    }

    @Override
    public long epochMillis() {
        return 0;
    }

    @Override
    public long requestBytes() {
        return 0;
    }

    @Override
    public long responseBytes() {
        return 0;
    }
}
