package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import java.util.List;

/**
 * Upstream bytes to responses. Bytes that nobody asked for, before a request or behind its response, are not looked at: they make the connection
 * unusable, since they could become the answer to somebody else's request.
 */
final class ResponseDecoder extends ByteToMessageDecoder {
    private record Responses(UpstreamConnection connection) implements MessageReader.Grammar<HttpResponse> {
        @Override
        public HttpResponse startLine(byte[] line, int length) throws Refused {
            return StartLine.response(line, length);
        }

        @Override
        public BodyFraming framing(HttpResponse head) throws Refused {
            return BodyFraming.of(head, connection.answersHead());
        }

        @Override
        public HttpResponse unreadable() {
            return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY);
        }
    }

    private final UpstreamConnection connection;
    private final MessageReader<HttpResponse> reader;
    private boolean saidGoodbye;

    /** @param room for lines, see {@link LineScanner} */
    ResponseDecoder(MessageBounds bounds, byte[] room, UpstreamConnection connection) {
        this.connection = connection;
        reader = new MessageReader<>(new Responses(connection), bounds, room, false);
        setCumulator(SmallCopy.CUMULATOR);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (actualReadableBytes() > 0) {
            channelRead(ctx, Unpooled.EMPTY_BUFFER); // has what is left over moved
        }
        super.channelReadComplete(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        saidGoodbye |= event instanceof SslCloseCompletionEvent close && close.isSuccess();
        super.userEventTriggered(ctx, event);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (connection.expectsBytes()) {
            connection.answerBegins();
            reader.read(in, out);
        } else if (in.isReadable()) {
            in.skipBytes(in.readableBytes());
            connection.surplus();
        }
    }

    /** A body that ends with its connection is complete only if the upstream ended the connection and nobody else did (RFC 9112 section 9.8). */
    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        boolean secured = ctx.pipeline().get(SslHandler.class) != null;
        if (saidGoodbye || !secured) {
            reader.end(out);
        }
    }
}
