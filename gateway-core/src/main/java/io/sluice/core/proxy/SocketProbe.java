package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;

/** Looks past the event loop at a socket: what has arrived since the loop last asked. Not possible with nio. */
final class SocketProbe {
    private static final int NOTHING_YET = 0;

    private SocketProbe() {}

    /**
     * Whether there is neither a byte nor the end of the connection to be read. A byte that there is gets lost, so a connection that is not quiet
     * cannot be used any more. What the loop is about to hand out with the events at hand is not seen, so this is for tasks behind them.
     */
    static boolean isQuiet(Channel idle) {
        if (!(idle instanceof UnixChannel socket)) {
            return true;
        }
        ByteBuf place = idle.alloc().directBuffer(1);
        try {
            return socket.fd().readAddress(place.memoryAddress(), 0, 1) == NOTHING_YET;
        } catch (IOException e) {
            return false;
        } finally {
            place.release();
        }
    }
}
