package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.sluice.core.policy.ResponseHead;
import org.jspecify.annotations.Nullable;

/** The outgoing half of a client connection: writes responses, and flushes only when told to, so that many pieces make one system call. */
final class ResponseWriter implements BodyStream.Target {
    private final Channel socket;
    private final MessageWriter messages;
    private final Runnable ended;
    private boolean bodiless;

    /** @param ended runs whenever the last piece of a response is written */
    ResponseWriter(Channel socket, Runnable ended) {
        this.socket = socket;
        this.ended = ended;
        messages = new MessageWriter(socket);
    }

    void head(ResponseHead answer, boolean answersHead) {
        int status = answer.status();
        HttpHeaders headers = answer.headers();
        if (status < 200 || status == 204 || status == 205) {
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        if (status == 205) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, "0");
        }
        bodiless = answersHead || status == 205 || BodyFraming.isBodiless(status);
        messages.response(status, headers, bodiless);
    }

    /** Writes an interim response and flushes it. */
    void interim(HttpResponse head) {
        messages.response(head.status().code(), head.headers(), true);
        flush();
    }

    @Override
    public void body(ByteBuf chunk) {
        if (bodiless) {
            chunk.release();
        } else {
            messages.body(chunk);
        }
    }

    @Override
    public void endBody(@Nullable HttpHeaders trailers) {
        messages.end(trailers);
        ended.run();
    }

    @Override
    public boolean writable() {
        return socket.isWritable();
    }

    void flush() {
        messages.flush();
    }

    /** The connection is gone: gives up what was not flushed. */
    void discard() {
        messages.discard();
    }
}
