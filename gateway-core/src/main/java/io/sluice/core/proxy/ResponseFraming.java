package io.sluice.core.proxy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.sluice.core.policy.RequestHead;

/** How a response ends on a client's connection, and whether the connection goes on (RFC 9112 sections 6.3 and 9.3). */
final class ResponseFraming {
    /** The longest announced body of a refused request that is read to its end so that the connection can be kept. */
    private static final long MAX_UNWANTED_BODY = 64 * 1024;

    private ResponseFraming() {}

    /** An interim response (status 1xx) for the client, of what the upstream sent. */
    static FullHttpResponse interim(HttpResponse received) {
        FullHttpResponse copy =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, received.status(), Unpooled.EMPTY_BUFFER);
        HopByHop.remove(received.headers());
        copy.headers().set(received.headers()).remove(HttpHeaderNames.CONTENT_LENGTH);
        return copy;
    }

    /** Leave for a client to send the body that it announced (RFC 9110 section 10.1.1). */
    static FullHttpResponse goOn() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    /** Whether no body follows, whatever the fields say. */
    static boolean isBodiless(RequestHead request, int status) {
        return status == 204 || status == 304 || request.method().equals("HEAD");
    }

    /**
     * Sets the fields that say so.
     *
     * @param keepAlive whether the connection may go on
     * @return whether it does
     */
    static boolean frame(HttpHeaders headers, RequestHead request, boolean bodiless, boolean keepAlive) {
        boolean current = request.version().equals("HTTP/1.1");
        boolean keep = keepAlive;
        if (!bodiless && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            if (current) {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            } else {
                keep = false;
            }
        }
        if (!keep) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!current) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return keep;
    }

    /** Whether so little is left of a request that was answered early that reading past it is cheaper than a new connection. */
    static boolean mayReadPast(RequestHead request, boolean chunked) {
        return !chunked && RequestFraming.announcedLength(request.headers()) <= MAX_UNWANTED_BODY;
    }
}
