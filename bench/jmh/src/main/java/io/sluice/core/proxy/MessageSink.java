package io.sluice.core.proxy;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.sluice.core.policy.GatewayError;
import org.jspecify.annotations.Nullable;

/** Keeps the head that it heard of last, lets go of bodies, and counts whole messages. */
final class MessageSink<M extends HttpMessage> implements MessageReceiver<M> {
    private @Nullable M head;
    private int messages;

    /** Whole messages so far. */
    int messages() {
        return messages;
    }

    M lastHead() {
        return requireNonNull(head);
    }

    @Override
    public void headRead(M message) {
        head = message;
    }

    @Override
    public void bodyRead(ByteBuf piece) {
        piece.release();
    }

    @Override
    public void endRead(@Nullable HttpHeaders trailers) {
        messages++;
    }

    @Override
    public void refused(GatewayError error) {
        throw new IllegalStateException("a sample message must be valid: " + error);
    }
}
