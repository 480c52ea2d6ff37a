package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;

/** Whether a client still waits for leave to send the body that it announced (RFC 9110 section 10.1.1). */
final class Expectation {
    private boolean open;

    /**
     * Notes what {@code headers} expect and leaves in them what is passed on: the one expectation there is, and only if it means something. Others are
     * ignored.
     *
     * @param possible whether this request can expect anything: HTTP/1.0 has no interim responses, and without a body there is nothing to wait for
     */
    void begin(HttpHeaders headers, boolean possible) {
        if (!headers.contains(HttpHeaderNames.EXPECT)) {
            return;
        }
        open = possible && headers.containsValue(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true);
        if (open) {
            headers.set(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE);
        } else {
            headers.remove(HttpHeaderNames.EXPECT);
        }
    }

    boolean isOpen() {
        return open;
    }

    /** Whether the client is to see {@code interim}: the leave only if it waits for it, and once. */
    boolean wants(HttpResponse interim) {
        boolean leave = interim.status().code() == 100;
        boolean wanted = !leave || open;
        open &= !leave;
        return wanted;
    }

    /** A policy wants the body before the upstream can say whether it does: gives leave to a client that waits for it, and asks the upstream no more. */
    void meet(HttpHeaders headers, ResponseWriter client) {
        if (open) {
            open = false;
            headers.remove(HttpHeaderNames.EXPECT);
            client.interim(ResponseFraming.goOn());
        }
    }
}
