package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpResponse;
import java.util.function.BooleanSupplier;

/**
 * What an upstream may send.
 *
 * @param answersHead whether the request was a HEAD, asked for each response
 */
record ResponseGrammar(BooleanSupplier answersHead) implements Grammar<HttpResponse> {
    @Override
    public HttpResponse startLine(byte[] line, int length) throws Refused {
        return StartLine.response(line, length);
    }

    @Override
    public BodyFraming framing(HttpResponse head) throws Refused {
        return BodyFraming.of(head, answersHead.getAsBoolean());
    }
}
