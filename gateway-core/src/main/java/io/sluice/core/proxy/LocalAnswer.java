package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.observe.Source;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.ResponseHead;

/** A response that the gateway or a policy makes itself: head and body. */
record LocalAnswer(ResponseHead head, byte[] body) {
    /** What is forwarded among the methods that RFC 9110 defines; unknown ones are too. */
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    static LocalAnswer of(LocalResponse response) {
        HttpHeaders headers = fields();
        response.headers().forEach(headers::set);
        return new LocalAnswer(new ResponseHead(response.status(), headers), response.body());
    }

    static LocalAnswer of(GatewayError cause, Source refusedBy, String requestId, String text) {
        HttpHeaders headers = fields();
        headers.set(HttpHeaderNames.CONTENT_TYPE, ErrorBody.MEDIA_TYPE);
        if (cause == GatewayError.METHOD_NOT_ALLOWED) {
            headers.set(HttpHeaderNames.ALLOW, METHODS);
        } else if (cause == GatewayError.OVERLOADED) {
            headers.set(HttpHeaderNames.RETRY_AFTER, "1");
        }
        return new LocalAnswer(
                new ResponseHead(cause.status(), headers), ErrorBody.render(cause, refusedBy, requestId, text));
    }

    /** To a client that asks what this hop can do (RFC 9110 section 7.6.2). */
    static LocalAnswer options() {
        HttpHeaders headers = fields();
        headers.set(HttpHeaderNames.ALLOW, METHODS);
        return new LocalAnswer(new ResponseHead(200, headers), new byte[0]);
    }

    private static HttpHeaders fields() {
        return new Fields();
    }
}
