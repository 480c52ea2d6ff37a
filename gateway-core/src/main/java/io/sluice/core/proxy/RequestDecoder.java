package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits client bytes into requests, one at a time: behind the end of a request it holds, and what the client sent ahead stays bytes until {@link #next}.
 * So a client that pipelines costs no more than what it sent, and bytes behind a request for another protocol are still there when that protocol begins:
 * removed from its pipeline, the decoder passes them on untouched.
 */
final class RequestDecoder extends ByteToMessageDecoder {
    private static final class Requests implements MessageReader.Grammar<HttpRequest> {
        @Override
        public HttpRequest startLine(byte[] line, int length) throws Refused {
            return StartLine.request(line, length);
        }

        @Override
        public BodyFraming framing(HttpRequest head) throws Refused {
            return BodyFraming.of(head);
        }

        @Override
        public HttpRequest unreadable() {
            return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        }
    }

    private final MessageReader<HttpRequest> reader;
    private @Nullable ChannelHandlerContext context;
    private boolean bytesSeen;
    private boolean holding;
    private boolean decoding;
    private boolean ignoring;

    /** @param room for lines, see {@link LineScanner} */
    RequestDecoder(MessageBounds bounds, byte[] room) {
        reader = new MessageReader<>(new Requests(), bounds, room, true);
        setCumulator(SmallCopy.CUMULATOR);
    }

    /** Whether bytes were decoded since the last call: with no message out of them, a head is on its way. */
    boolean takeBytesSeen() {
        boolean seen = bytesSeen;
        bytesSeen = false;
        return seen;
    }

    /** Whether it waits for {@link #next}. */
    boolean holds() {
        return holding;
    }

    /** Whether the client has sent something behind the end of its request. */
    boolean holdsBytes() {
        return holding && actualReadableBytes() > 0;
    }

    /** The request that was split off last is dealt with: goes on with what the client sent behind it, at once if that is here already. */
    void next() {
        holding = false;
        if (context != null && !decoding && actualReadableBytes() > 0) {
            channelReadAgain(context);
        }
    }

    /** From now on nothing that the client sends is looked at. */
    void ignoreRest() {
        holding = false;
        ignoring = true;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        super.handlerAdded(ctx);
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        decoding = true;
        try {
            super.channelRead(ctx, message);
        } finally {
            decoding = false;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (actualReadableBytes() > 0) {
            channelRead(ctx, Unpooled.EMPTY_BUFFER); // has what is left over moved
        }
        super.channelReadComplete(ctx);
    }

    /** The end of input is no end of what is held: it has its turn first. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof ChannelInputShutdownEvent && holding) {
            ctx.fireUserEventTriggered(event);
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (ignoring) {
            in.skipBytes(in.readableBytes());
        } else if (!holding) {
            bytesSeen = true;
            reader.read(in, out);
            holding = !out.isEmpty() && out.get(out.size() - 1) instanceof LastHttpContent;
        }
    }

    private void channelReadAgain(ChannelHandlerContext ctx) {
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
            discardSomeReadBytes();
            ctx.fireChannelReadComplete();
        } catch (Exception e) {
            ctx.fireExceptionCaught(e);
        }
    }
}
