package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.sluice.core.runtime.Limits;
import java.util.List;

/** Splits client bytes into requests. Where the library would repair a head that has both framing fields, this refuses it. */
final class RequestDecoder extends HttpRequestDecoder {
    private boolean bytesSeen;

    RequestDecoder(HttpDecoderConfig config) {
        super(config);
    }

    static HttpDecoderConfig config(Limits limits) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLine().toInt())
                .setMaxHeaderSize(limits.requestHeaders().toInt())
                .setInitialBufferSize(256);
    }

    /** Whether bytes came in since the last call: with no message out of them, a head is on its way. */
    boolean takeBytesSeen() {
        boolean seen = bytesSeen;
        bytesSeen = false;
        return seen;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        bytesSeen = true;
        super.decode(ctx, in, out);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }
}
