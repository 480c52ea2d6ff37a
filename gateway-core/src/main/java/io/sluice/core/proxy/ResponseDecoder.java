package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.sluice.core.runtime.Limits;
import java.util.List;

/**
 * Splits upstream bytes into responses. Bytes that nobody asked for, before a request or behind its response, are not looked at: they make the
 * connection unusable, since they could become the answer to somebody else's request.
 */
final class ResponseDecoder extends HttpResponseDecoder {
    private final UpstreamConnection connection;

    ResponseDecoder(HttpDecoderConfig config, UpstreamConnection connection) {
        super(config);
        this.connection = connection;
    }

    static HttpDecoderConfig config(Limits limits) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(16 * 1024)
                .setMaxHeaderSize(limits.responseHeaders().toInt())
                .setInitialBufferSize(256);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (connection.expectsBytes()) {
            connection.answerBegins();
            super.decode(ctx, in, out);
        } else if (in.isReadable()) {
            in.skipBytes(in.readableBytes());
            connection.surplus();
        }
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        boolean last = ((HttpResponse) message).status().code() >= 200;
        return last && connection.answersHead() || super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }
}
