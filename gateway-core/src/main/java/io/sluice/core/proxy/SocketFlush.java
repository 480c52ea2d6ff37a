package io.sluice.core.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * Flushes sockets, half-closed ones too. The epoll transport gives up watching a socket when nothing is left to be read from it, and then cannot watch for
 * room to write: the rest of an answer that does not fit at once would be lost. Registering the socket anew mends that.
 */
final class SocketFlush {
    private SocketFlush() {}

    static void flush(Channel socket) {
        if (socket instanceof EpollSocketChannel epoll && epoll.isInputShutdown() && epoll.isOpen()) {
            EventLoop loop = socket.eventLoop();
            socket.deregister().addListener(gone -> loop.register(socket).addListener(again -> socket.flush()));
        } else {
            socket.flush();
        }
    }
}
