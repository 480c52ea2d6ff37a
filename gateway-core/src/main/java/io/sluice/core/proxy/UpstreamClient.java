package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.sluice.core.policy.GatewayError;
import org.jspecify.annotations.Nullable;

/** Who wants a connection to an upstream and then hears what comes back on it. Every call is on the loop of the pool. */
interface UpstreamClient {
    void leased(UpstreamConnection connection);

    /** Whether a request that a connection lost may be sent again on another one. */
    boolean canRepeat();

    /** No connection could be had. */
    void leaseFailed(GatewayError error);

    /** An interim response (status 1xx). */
    void interim(HttpResponse head);

    /** The upstream goes on in another protocol (status 101) on {@code connection}; false if it was not asked to. */
    boolean switched(HttpResponse head, UpstreamConnection connection);

    void responseHead(HttpResponse head);

    /** Takes ownership of {@code chunk}. */
    void responseBody(ByteBuf chunk);

    /** The response is complete; the connection takes care of itself from here on. */
    void responseEnd(@Nullable HttpHeaders trailers);

    /** All bytes that were read at once have been told: a good moment to flush. */
    void readComplete();

    /** The connection takes more request bytes again. */
    void writable();

    /** The connection broke before the response was complete; nothing more will come. */
    void broken(GatewayError error);

    /** The connection is gone; the response was complete, the request was not. */
    void restUnwanted();
}
