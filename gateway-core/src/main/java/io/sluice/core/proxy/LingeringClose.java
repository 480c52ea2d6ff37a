package io.sluice.core.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;

/** Ends a client connection behind what has been written (RFC 9112 section 9.6). */
final class LingeringClose {
    /** How long a client that is still sending is listened to, so that it gets to read the answer before the connection goes. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private LingeringClose() {}

    static void atOnce(Channel socket) {
        socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Says that nothing more will come, and leaves it to the client, or to the caller after {@link #PATIENCE}, to close. */
    static void whileClientSends(Channel socket) {
        socket.config().setAutoRead(true);
        socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
            if (socket.isActive()) {
                ((DuplexChannel) socket).shutdownOutput();
            }
        });
    }
}
