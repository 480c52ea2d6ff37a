package io.sluice.core.proxy;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.sluice.core.runtime.Transport;

/** How sockets are driven on this machine. */
record IoTransport(
        String name,
        IoHandlerFactory handlers,
        Class<? extends ServerChannel> server,
        Class<? extends Channel> socket,
        Class<? extends DatagramChannel> datagram) {

    /** @throws IllegalStateException if {@code wanted} names a transport that this machine does not have */
    static IoTransport of(Transport wanted) {
        return switch (wanted) {
            case AUTO -> best();
            case EPOLL -> epoll();
            case IO_URING -> ioUring();
            case NIO -> nio();
        };
    }

    /** io_uring costs least, but only from Linux 6.1 on does it hand out what has arrived when it is asked and not at any time. */
    private static IoTransport best() {
        boolean onDemand =
                IoUring.isAvailable() && IoUring.featureString().contains("SETUP_DEFER_TASKRUN_SUPPORTED=true");
        if (onDemand) {
            return ioUring();
        }
        return Epoll.isAvailable() ? epoll() : nio();
    }

    private static IoTransport epoll() {
        require("epoll", Epoll.isAvailable(), Epoll.unavailabilityCause());
        return new IoTransport(
                "epoll",
                EpollIoHandler.newFactory(),
                EpollServerSocketChannel.class,
                EpollSocketChannel.class,
                EpollDatagramChannel.class);
    }

    private static IoTransport ioUring() {
        require("io_uring", IoUring.isAvailable(), IoUring.unavailabilityCause());
        return new IoTransport(
                "io_uring",
                ReadGuard.over(IoUringIoHandler.newFactory(ReadRing.configuration())),
                IoUringServerSocketChannel.class,
                IoUringSocketChannel.class,
                IoUringDatagramChannel.class);
    }

    private static IoTransport nio() {
        return new IoTransport(
                "nio",
                NioIoHandler.newFactory(),
                NioServerSocketChannel.class,
                NioSocketChannel.class,
                NioDatagramChannel.class);
    }

    private static void require(String name, boolean available, Throwable cause) {
        if (!available) {
            throw new IllegalStateException(
                    "transport " + name + " is not available here (" + cause + "); use transport: auto", cause);
        }
    }
}
