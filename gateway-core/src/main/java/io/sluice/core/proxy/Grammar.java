package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpMessage;

/** In what the heads of requests and of responses differ. */
interface Grammar<M extends HttpMessage> {
    /** The message that begins with the first {@code length} bytes of {@code line}, without fields. */
    M startLine(byte[] line, int length) throws Refused;

    BodyFraming framing(M head) throws Refused;
}
