package io.sluice.core.policy;

import io.netty.handler.codec.http.HttpHeaders;

/** The head of a response; status and headers may be changed until it has gone to the client. */
public final class ResponseHead {
    private int status;
    private final HttpHeaders headers;

    public ResponseHead(int status, HttpHeaders headers) {
        this.status = status;
        this.headers = headers;
    }

    public int status() {
        return status;
    }

    public void status(int code) {
        status = code;
    }

    public HttpHeaders headers() {
        return headers;
    }
}
