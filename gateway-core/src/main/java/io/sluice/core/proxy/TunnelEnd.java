package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import org.jspecify.annotations.Nullable;

/** One of the two connections of a {@link Tunnel}: moves bytes where messages went. */
final class TunnelEnd extends ChannelInboundHandlerAdapter implements BodyStream.Target {
    private final Channel socket;
    private final Tunnel tunnel;
    private final ReadSwitch reads;
    private boolean inputEnded;
    private boolean outputEnded;

    TunnelEnd(Channel socket, Tunnel tunnel) {
        this.socket = socket;
        this.tunnel = tunnel;
        reads = new ReadSwitch(socket);
    }

    ReadSwitch reads() {
        return reads;
    }

    /** Takes the place of {@code owner}, which still hears when the connection is gone. */
    void install(ChannelHandler owner) {
        socket.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        socket.config().setOption(ChannelOption.AUTO_CLOSE, true);
        ChannelPipeline pipeline = socket.pipeline();
        pipeline.addBefore(pipeline.context(owner).name(), null, this);
    }

    /** Takes ownership of {@code bytes} that were read before this was in place. */
    void inherit(@Nullable ByteBuf bytes) {
        if (bytes != null) {
            pass(bytes);
            tunnel.moved(this);
        }
    }

    void flush() {
        SocketFlush.flush(socket);
    }

    /** The peer will send nothing more. */
    void endInput() {
        if (!inputEnded) {
            inputEnded = true;
            reads.end();
            tunnel.readFrom(this).end(null);
        }
    }

    /** Nothing more will be written. */
    void endOutput() {
        outputEnded = true;
        tunnel.outputEnded();
    }

    /** Whether everything was written that there will ever be. */
    boolean outputEnded() {
        return outputEnded;
    }

    @Override
    public void body(ByteBuf chunk) {
        socket.write(chunk, socket.voidPromise());
    }

    @Override
    public void endBody(@Nullable HttpHeaders trailers) {
        socket.write(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (socket.isActive()) {
                LingeringClose.endOutput(socket);
            }
            endOutput();
        });
        flush();
    }

    @Override
    public boolean writable() {
        return socket.isWritable();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        pass((ByteBuf) message);
    }

    private void pass(ByteBuf bytes) {
        if (bytes.isReadable() && !inputEnded) {
            tunnel.readFrom(this).offer(bytes);
        } else {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        tunnel.moved(this);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (socket.isWritable()) {
            tunnel.writable(this);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        boolean closed = event instanceof SslCloseCompletionEvent close && close.isSuccess();
        if (closed || event instanceof ChannelInputShutdownEvent) {
            endInput();
            tunnel.moved(this);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }
}
