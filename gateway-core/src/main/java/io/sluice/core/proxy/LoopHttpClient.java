package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.UpstreamRef;
import io.sluice.core.runtime.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The calls that policies make, over the pools of their loop. */
final class LoopHttpClient implements LoopHttp {
    private final Worker worker;

    LoopHttpClient(Worker worker) {
        this.worker = worker;
    }

    @Override
    public Future<Reply> send(UpstreamRef upstream, Call call) {
        Upstream target = (Upstream) upstream;
        HttpRequest request;
        try {
            request = request(target, call);
        } catch (IllegalArgumentException e) {
            return worker.loop().newFailedFuture(e);
        }
        Promise<Reply> reply = worker.loop().newPromise();
        new Attempt(target, call, request, reply).begin();
        return reply;
    }

    /** @throws IllegalArgumentException if the policy asks for something that would not stay one request on the wire */
    private static HttpRequest request(Upstream upstream, Call call) {
        HttpRequest request =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(call.method()), call.target());
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.HOST, upstream.authority());
        call.headers().forEach(headers::set);
        if (call.body().length > 0) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, call.body().length);
        }
        return request;
    }

    private final class Attempt implements UpstreamClient {
        private final Upstream upstream;
        private final Call call;
        private final HttpRequest request;
        private final Promise<Reply> reply;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final Deadlines.Deadline deadline = worker.deadlines().deadline(this::expired);
        private final UpstreamPool pool;
        private @Nullable UpstreamConnection connection;
        private @Nullable HttpResponse head;
        private boolean repeated;

        Attempt(Upstream upstream, Call call, HttpRequest request, Promise<Reply> reply) {
            this.upstream = upstream;
            this.call = call;
            this.request = request;
            this.reply = reply;
            pool = worker.pool(upstream);
        }

        void begin() {
            deadline.arm(call.timeout());
            pool.lease(this);
        }

        @Override
        public void leased(UpstreamConnection leased) {
            connection = leased;
            leased.send(request);
            if (call.body().length > 0) {
                leased.body(Unpooled.wrappedBuffer(call.body()));
            }
            leased.endBody(null);
            leased.flush();
        }

        @Override
        public boolean canRepeat() {
            return !repeated && call.method().equals("GET");
        }

        @Override
        public boolean switched(HttpResponse received, UpstreamConnection joined) {
            return false;
        }

        @Override
        public void leaseFailed(GatewayError error) {
            fail(error.title());
        }

        @Override
        public void interim(HttpResponse interim) {}

        @Override
        public void responseHead(HttpResponse received) {
            head = received;
        }

        @Override
        public void responseBody(ByteBuf chunk) {
            int size = chunk.readableBytes();
            boolean tooMuch = body.size() + size > call.maxBytes();
            if (!tooMuch) {
                byte[] bytes = new byte[size];
                chunk.readBytes(bytes);
                body.writeBytes(bytes);
            }
            chunk.release();
            if (tooMuch) {
                abort("the answer is larger than " + call.maxBytes() + " bytes");
            }
        }

        @Override
        public void responseEnd(@Nullable HttpHeaders trailers) {
            deadline.end();
            HttpResponse received = head;
            if (received != null) {
                reply.trySuccess(new Reply(received.status().code(), received.headers(), body.toByteArray()));
            }
        }

        @Override
        public void readComplete() {}

        @Override
        public void writable() {}

        @Override
        public void broken(GatewayError error) {
            UpstreamConnection failed = connection;
            connection = null;
            if (failed != null && failed.used() && !failed.answerBegun() && canRepeat()) {
                repeated = true;
                pool.lease(this);
            } else {
                fail(error.title());
            }
        }

        @Override
        public void restUnwanted() {}

        private void expired() {
            abort("no answer within " + call.timeout().toMillis() + " ms");
        }

        private void abort(String why) {
            if (connection == null) {
                pool.cancel(this);
            } else {
                connection.abort(this);
            }
            fail(why);
        }

        private void fail(String why) {
            deadline.end();
            reply.tryFailure(new IOException(upstream.name() + call.target() + ": " + why));
        }
    }
}
