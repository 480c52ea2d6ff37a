package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;

/**
 * Keeps few bytes from holding a whole read buffer while they wait: what is small moves to a buffer of its size. Else a client that sends one byte and
 * then nothing would take as much memory as one that sends a file.
 */
final class SmallCopy {
    /** What is larger holds at most a few times its size. */
    private static final int SMALL = ReadRing.BUFFER_BYTES / 4;

    private SmallCopy() {}

    /** Takes ownership of {@code bytes}, which have to wait, and returns them. */
    static ByteBuf of(ByteBuf bytes) {
        int size = bytes.readableBytes();
        boolean fits = bytes.unwrap() == null && bytes.capacity() <= 2 * size;
        if (size == 0 || size > SMALL || fits) {
            return bytes;
        }
        ByteBuf copy = bytes.alloc().directBuffer(size);
        copy.writeBytes(bytes);
        bytes.release();
        return copy;
    }

    /** Stands before what may gather pieces in its own way, as TLS does, and read more of them when nothing shall be read. */
    @ChannelHandler.Sharable
    static final class OfReads extends ChannelDuplexHandler {
        static final OfReads HANDLER = new OfReads();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.fireChannelRead(message instanceof ByteBuf bytes ? of(bytes) : message);
        }

        @Override
        public void read(ChannelHandlerContext ctx) {
            if (ctx.channel().config().isAutoRead()) {
                ctx.read();
            }
        }
    }
}
