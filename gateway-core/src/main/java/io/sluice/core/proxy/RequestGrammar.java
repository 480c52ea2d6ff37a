package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpRequest;

/** What a client may send. */
final class RequestGrammar implements Grammar<HttpRequest> {
    static final RequestGrammar INSTANCE = new RequestGrammar();

    private RequestGrammar() {}

    @Override
    public HttpRequest startLine(byte[] line, int length) throws Refused {
        return StartLine.request(line, length);
    }

    @Override
    public BodyFraming framing(HttpRequest head) throws Refused {
        return BodyFraming.of(head);
    }
}
