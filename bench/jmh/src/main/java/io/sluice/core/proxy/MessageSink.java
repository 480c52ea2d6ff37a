package io.sluice.core.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** The end of a pipeline: lets go of what a decoder yields, and counts whole messages. */
final class MessageSink extends ChannelInboundHandlerAdapter {
    private int messages;

    /** Whole messages so far. */
    int messages() {
        return messages;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        DecoderResult result = ((HttpObject) message).decoderResult();
        if (result.isFailure()) {
            throw new IllegalStateException("a sample message must be valid", result.cause());
        }
        if (message instanceof LastHttpContent) {
            messages++;
        }
        ReferenceCountUtil.release(message);
    }
}
