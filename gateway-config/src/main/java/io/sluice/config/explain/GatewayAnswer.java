package io.sluice.config.explain;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.ResponseHead;

/** The heads of answers that the data plane makes itself. */
final class GatewayAnswer {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private GatewayAnswer() {}

    static ResponseHead of(GatewayError error) {
        HttpHeaders headers = fields();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        if (error == GatewayError.METHOD_NOT_ALLOWED) {
            headers.set(HttpHeaderNames.ALLOW, METHODS);
        } else if (error == GatewayError.OVERLOADED) {
            headers.set(HttpHeaderNames.RETRY_AFTER, "1");
        }
        return new ResponseHead(error.status(), headers);
    }

    /** To a client whose OPTIONS request may go no further than here (RFC 9110 section 7.6.2). */
    static ResponseHead options() {
        HttpHeaders headers = fields();
        headers.set(HttpHeaderNames.ALLOW, METHODS);
        return new ResponseHead(200, headers);
    }

    static HttpHeaders fields() {
        return DefaultHttpHeadersFactory.headersFactory().newHeaders();
    }
}
