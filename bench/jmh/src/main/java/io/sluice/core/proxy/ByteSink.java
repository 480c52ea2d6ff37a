package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Stands where the socket would be: counts and lets go of what is written, and ends a flush. */
final class ByteSink extends ChannelOutboundHandlerAdapter {
    private long bytes;

    /** Bytes written so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ByteBuf encoded = (ByteBuf) message;
        bytes += encoded.readableBytes();
        encoded.release();
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {}
}
