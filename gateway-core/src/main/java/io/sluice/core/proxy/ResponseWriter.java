package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.sluice.core.policy.ResponseHead;
import org.jspecify.annotations.Nullable;

/** The outgoing half of a client connection: writes responses, and flushes only when told to, so that many pieces make one system call. */
final class ResponseWriter implements BodyStream.Target {
    private final Channel socket;
    private final ResponseEncoder encoder;
    private final Runnable ended;
    private boolean flushDue;

    /** @param ended runs whenever the last piece of a response is written */
    ResponseWriter(Channel socket, ResponseEncoder encoder, Runnable ended) {
        this.socket = socket;
        this.encoder = encoder;
        this.ended = ended;
    }

    void head(ResponseHead answer, boolean answersHead) {
        encoder.answersHead(answersHead);
        HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, answer.headers());
        socket.write(head, socket.voidPromise());
        flushDue = true;
    }

    /** Writes an interim response and flushes it. */
    void interim(HttpResponse head) {
        socket.write(head, socket.voidPromise());
        flushDue = true;
        flush();
    }

    @Override
    public void body(ByteBuf chunk) {
        socket.write(new DefaultHttpContent(chunk), socket.voidPromise());
        flushDue = true;
    }

    @Override
    public void endBody(@Nullable HttpHeaders trailers) {
        socket.write(UpstreamConnection.last(trailers), socket.voidPromise());
        flushDue = true;
        ended.run();
    }

    @Override
    public boolean writable() {
        return socket.isWritable();
    }

    void flush() {
        if (flushDue) {
            flushDue = false;
            SocketFlush.flush(socket);
        }
    }
}
