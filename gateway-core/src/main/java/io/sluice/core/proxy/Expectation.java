package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;

/** Whether a client still waits for leave to send the body that it announced (RFC 9110 section 10.1.1). */
final class Expectation {
    private boolean open;

    /** A client that waits if {@code headers} say so. */
    void begin(HttpHeaders headers) {
        open = headers.contains(HttpHeaderNames.EXPECT);
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

    /** The gateway gives leave itself; the upstream is not asked any more. */
    void met(HttpHeaders headers) {
        open = false;
        headers.remove(HttpHeaderNames.EXPECT);
    }
}
