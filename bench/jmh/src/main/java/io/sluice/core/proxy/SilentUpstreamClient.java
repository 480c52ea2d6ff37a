package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.sluice.core.policy.GatewayError;
import org.jspecify.annotations.Nullable;

/** Has leased a connection and never hears of it: the decoder takes one response after the other for an answer to it. */
final class SilentUpstreamClient implements UpstreamClient {
    private SilentUpstreamClient() {}

    /** A connection of no pool that waits for its response for ever. */
    @SuppressWarnings("NullAway") // a connection needs its pool only when its lease ends
    static UpstreamConnection leased() {
        UpstreamConnection connection = new UpstreamConnection(null, 0);
        connection.lease(new SilentUpstreamClient());
        return connection;
    }

    @Override
    public void leased(UpstreamConnection connection) {}

    @Override
    public boolean canRepeat() {
        return false;
    }

    @Override
    public void leaseFailed(GatewayError error) {}

    @Override
    public void interim(HttpResponse head) {}

    @Override
    public boolean switched(HttpResponse head, UpstreamConnection connection) {
        return false;
    }

    @Override
    public void responseHead(HttpResponse head) {}

    @Override
    public void responseBody(ByteBuf chunk) {
        chunk.release();
    }

    @Override
    public void responseEnd(@Nullable HttpHeaders trailers) {}

    @Override
    public void readComplete() {}

    @Override
    public void writable() {}

    @Override
    public void broken(GatewayError error) {}

    @Override
    public void restUnwanted() {}
}
