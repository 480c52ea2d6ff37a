package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.sluice.core.policy.GatewayError;
import org.jspecify.annotations.Nullable;

/** Hears of the messages on a connection as they come in: for each its head, the pieces of its body, its end. */
interface MessageReceiver<M extends HttpMessage> {
    void headRead(M head);

    /** Takes ownership of {@code piece}, which is not empty. */
    void bodyRead(ByteBuf piece);

    /** The message is complete; the next one is read only after {@link MessageReader#next}. */
    void endRead(@Nullable HttpHeaders trailers);

    /** What came in is no message, or no rest of the one that has begun; nothing more will be heard. */
    void refused(GatewayError error);
}
