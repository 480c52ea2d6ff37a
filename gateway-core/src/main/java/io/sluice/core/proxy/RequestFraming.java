package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/** How a request goes on to an upstream: its framing and where it may go from there. */
final class RequestFraming {
    private RequestFraming() {}

    /** @param chunked whether the body has no length that is known */
    static void frame(HttpRequest head, boolean chunked, String authority) {
        HttpHeaders headers = head.headers();
        if (chunked) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        headers.set(HttpHeaderNames.HOST, authority);
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    /** The length of the body as far as the head tells it. */
    static long announcedLength(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    /** How many more hops an OPTIONS request may take (RFC 9110 section 7.6.2); -1 if it does not say. */
    static long hopsLeft(HttpRequest head) {
        if (!head.method().equals(HttpMethod.OPTIONS)) {
            return -1;
        }
        String value = head.headers().get(HttpHeaderNames.MAX_FORWARDS);
        boolean number = value != null && !value.isEmpty() && value.length() <= 18;
        for (int i = 0; number && i < value.length(); i++) {
            number = value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        return number ? Long.parseLong(value) : -1;
    }

    /** Takes this hop off {@code left}. */
    static void countHop(HttpRequest head, long left) {
        if (left > 0) {
            head.headers().set(HttpHeaderNames.MAX_FORWARDS, left - 1);
        }
    }
}
