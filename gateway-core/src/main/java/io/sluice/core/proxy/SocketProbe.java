package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;

/** Looks past the event loop at a socket: what has arrived since the loop last asked. Possible with epoll only. */
final class SocketProbe {
    private static final int NOTHING_YET = 0;

    private SocketProbe() {}

    /**
     * Whether there is neither a byte nor the end of the connection to be read. A byte that there is gets lost, so a connection that is not quiet
     * cannot be used any more.
     */
    static boolean isQuiet(Channel idle) {
        if (!(idle instanceof EpollSocketChannel socket)) {
            return true;
        }
        ByteBuf place = socket.alloc().directBuffer(1);
        try {
            return socket.fd().readAddress(place.memoryAddress(), 0, 1) == NOTHING_YET;
        } catch (IOException e) {
            return false;
        } finally {
            place.release();
        }
    }
}
