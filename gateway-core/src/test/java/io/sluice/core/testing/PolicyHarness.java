package io.sluice.core.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import io.sluice.core.policy.BodyTransform;
import io.sluice.core.policy.Continuation;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Identity;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.ResponseHead;
import io.sluice.core.policy.UpstreamRef;
import io.sluice.core.policy.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One policy, a fake exchange and a clock that tests turn by hand. Each call of {@link #request} begins a new exchange.
 */
public final class PolicyHarness {
    private final Policy policy;
    private final List<String> problems = new ArrayList<>();
    private long nanos = 1;
    private long millis = 1_700_000_000_000L;
    private Function<LoopHttp.Call, Future<LoopHttp.Reply>> http = call ->
            ImmediateEventExecutor.INSTANCE.newFailedFuture(new java.io.IOException("no upstream in this test"));

    public PolicyHarness(Function<PolicyContext, Policy> make) {
        policy = make.apply(new Context());
    }

    /** What the policy reported while it was built, as {@code path: message}. */
    public List<String> problems() {
        return problems;
    }

    public Policy policy() {
        return policy;
    }

    public PolicyHarness advance(long milliseconds) {
        nanos += milliseconds * 1_000_000;
        millis += milliseconds;
        return this;
    }

    public PolicyHarness epochMillis(long value) {
        millis = value;
        return this;
    }

    /** Answers outbound calls of the policy. */
    public PolicyHarness http(Function<LoopHttp.Call, Future<LoopHttp.Reply>> answer) {
        http = answer;
        return this;
    }

    /** A finished reply, for {@link #http}. */
    public static Future<LoopHttp.Reply> reply(int status, String body) {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(
                new LoopHttp.Reply(status, headers(), body.getBytes(StandardCharsets.UTF_8)));
    }

    public static <T> Promise<T> promise() {
        return ImmediateEventExecutor.INSTANCE.newPromise();
    }

    /** A new exchange; {@code headers} are names and values in turn. Nothing has run yet. */
    public Call request(String method, String target, String... headers) {
        return new Call(method, target, headers);
    }

    private static HttpHeaders headers(String... namesAndValues) {
        HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    private final class Context implements PolicyContext {
        @Override
        public String binding() {
            return "test-binding";
        }

        @Override
        public String api() {
            return "test-api";
        }

        @Override
        public UpstreamRef upstream(URI uri) {
            return uri::toString;
        }

        @Override
        public void problem(String path, String message) {
            problems.add(path + ": " + message);
        }
    }

    /** One exchange. Run its phases in turn; read what the policy made of it. */
    public final class Call implements Exchange {
        private final RequestHead request;
        private final long start = nanos;
        private InetSocketAddress client = address("127.0.0.1", 40000);
        private @Nullable ResponseHead response;
        private byte @Nullable [] body;
        private @Nullable Identity identity;
        private @Nullable Object state;
        private @Nullable GatewayError error;
        private @Nullable String errorText;
        private @Nullable Verdict verdict;
        private int neededBytes = -1;

        Call(String method, String target, String... headers) {
            int mark = target.indexOf('?');
            HttpHeaders all = headers(headers);
            if (!all.contains("host")) {
                all.set("host", "api.test:8081");
            }
            request = new RequestHead(
                    method,
                    mark < 0 ? target : target.substring(0, mark),
                    mark < 0 ? null : target.substring(mark + 1),
                    "HTTP/1.1",
                    "http",
                    all.get("host"),
                    all,
                    address("127.0.0.1", 8081));
        }

        public Call from(String ip) {
            client = address(ip, 40000);
            return this;
        }

        /** Runs the request phase. */
        public Call run() {
            verdict = policy.onRequest(this);
            return this;
        }

        /** Runs the request body callback. */
        public Call runBody(String text) {
            ByteBuf whole = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
            verdict = policy.onRequestBody(this, whole);
            whole.release();
            return this;
        }

        /** Runs the response phase with an upstream response of this status; {@code headers} are names and values in turn. */
        public Call respondWith(int status, String... headers) {
            response = new ResponseHead(status, headers(headers));
            verdict = policy.onResponse(this);
            return this;
        }

        public Call runResponseBody(String text) {
            ByteBuf whole = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
            verdict = policy.onResponseBody(this, whole);
            whole.release();
            return this;
        }

        public Call complete() {
            policy.onComplete(this);
            return this;
        }

        /** What the last phase decided; null while it waits. */
        public @Nullable Verdict verdict() {
            return verdict;
        }

        public @Nullable String errorText() {
            return errorText;
        }

        public int status() {
            return requireResponse().status();
        }

        public @Nullable String responseHeader(String name) {
            return requireResponse().headers().get(name);
        }

        public String bodyText() {
            return body == null ? "" : new String(body, StandardCharsets.UTF_8);
        }

        /** The limit the policy gave with its wish for the whole body, -1 if it did not ask. */
        public int neededBytes() {
            return neededBytes;
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
                throw new IllegalStateException("there is no response yet");
            }
            return response;
        }

        @Override
        public InetSocketAddress client() {
            return client;
        }

        @Override
        public String requestId() {
            return "00000000-0000-4000-8000-000000000001";
        }

        @Override
        public String api() {
            return "test-api";
        }

        @Override
        public @Nullable Identity identity() {
            return identity;
        }

        @Override
        public void identity(Identity value) {
            identity = value;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <S> @Nullable S state() {
            return (S) state;
        }

        @Override
        public void state(@Nullable Object mine) {
            state = mine;
        }

        @Override
        public Verdict respond(LocalResponse local) {
            HttpHeaders headers = headers();
            local.headers().forEach(headers::set);
            response = new ResponseHead(local.status(), headers);
            body = local.body();
            return Verdict.RESPOND;
        }

        @Override
        public Verdict fail(GatewayError cause) {
            return fail(cause, cause.title());
        }

        @Override
        public Verdict fail(GatewayError cause, String text) {
            error = cause;
            errorText = text;
            return respond(LocalResponse.json(cause.status(), "{\"error\":\"" + text + "\"}"));
        }

        @Override
        public Verdict undecided(Throwable cause) {
            return fail(GatewayError.POLICY_UNDECIDED);
        }

        @Override
        public <T> Verdict after(Future<T> future, Continuation<T> then) {
            if (future.isDone()) {
                return then.resume(this, future);
            }
            future.addListener(done -> verdict = then.resume(this, future));
            return Verdict.SUSPEND;
        }

        @Override
        public Verdict needBody(int maxBytes) {
            neededBytes = maxBytes;
            return Verdict.NEED_BODY;
        }

        @Override
        public void transformRequestBody(BodyTransform stage) {
            throw new UnsupportedOperationException("test a body stage over the wire");
        }

        @Override
        public void transformResponseBody(BodyTransform stage) {
            throw new UnsupportedOperationException("test a body stage over the wire");
        }

        @Override
        public LoopHttp http() {
            return (upstream, call) -> http.apply(call);
        }

        @Override
        public EventExecutor loop() {
            return ImmediateEventExecutor.INSTANCE;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long startNanos() {
            return start;
        }

        @Override
        public long epochMillis() {
            return millis;
        }

        @Override
        public @Nullable GatewayError error() {
            return error;
        }

        @Override
        public @Nullable String stoppedBy() {
            return error == null ? null : "test-binding";
        }

        @Override
        public long requestBytes() {
            return 0;
        }

        @Override
        public long responseBytes() {
            return 0;
        }

        private InetSocketAddress address(String ip, int port) {
            try {
                return new InetSocketAddress(InetAddress.getByName(ip), port);
            } catch (java.net.UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
