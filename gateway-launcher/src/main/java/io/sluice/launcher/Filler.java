package io.sluice.launcher;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A body of so many {@code x}, all pieces of which share one array. */
final class Filler implements ChunkedInput<ByteBuf> {
    private static final ByteBuf PIECE = piece(32 * 1024);

    private final long length;
    private long sent;

    Filler(long length) {
        this.length = length;
    }

    @Override
    public boolean isEndOfInput() {
        return sent == length;
    }

    @Override
    public void close() {}

    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    @Override
    public @Nullable ByteBuf readChunk(ChannelHandlerContext ctx) {
        return readChunk(ctx.alloc());
    }

    @Override
    public @Nullable ByteBuf readChunk(ByteBufAllocator allocator) {
        int size = (int) Math.min(PIECE.readableBytes(), length - sent);
        sent += size;
        return size == 0 ? null : PIECE.retainedSlice(0, size);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long progress() {
        return sent;
    }

    private static ByteBuf piece(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
    }
}
