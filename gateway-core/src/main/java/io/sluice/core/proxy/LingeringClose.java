package io.sluice.core.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;

/** Ends a client connection behind what has been written (RFC 9112 section 9.6). */
final class LingeringClose {
    /** How long a client that is still sending is listened to, so that it gets to read the answer before the connection goes. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private LingeringClose() {}

    static void atOnce(Channel socket) {
        socket.write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        SocketFlush.flush(socket);
    }

    /**
     * Says, once everything is sent, that nothing more will come, and leaves it to the client to close. Not all clients go on with TLS after that, so
     * there nothing is said.
     *
     * @param lingering runs at that moment: it starts the clock after which the caller closes, {@link #PATIENCE} later
     */
    static void whileClientSends(Channel socket, Runnable lingering) {
        socket.config().setAutoRead(true);
        socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
            if (socket.isActive()) {
                lingering.run();
                if (socket.pipeline().get(SslHandler.class) == null) {
                    endOutput(socket);
                }
            }
        });
    }

    /** Says that nothing more will come, everything being written, and goes on listening. */
    static void endOutput(Channel socket) {
        SslHandler tls = socket.pipeline().get(SslHandler.class);
        if (tls == null) {
            ((DuplexChannel) socket).shutdownOutput();
        } else {
            tls.closeOutbound();
        }
    }
}
