package io.sluice.core.proxy;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringSocketChannel;

/**
 * Where a connection hears of what the kernel has done for it. It sees to what the library leaves undone when reading stops or goes on in the middle:
 *
 * <ul>
 *   <li>With a request that is over while the socket shall not be read, the piece that was read is complete, although there is more to read.
 *   <li>When a pause is over before its cancellation comes back, the library may take it for still wanted; so the connection is asked to read again.
 * </ul>
 */
final class GuardedHandle implements IoUringIoHandle {
    private final IoUringIoHandle handle;
    private final IoUringSocketChannel socket;
    private boolean peerGone;

    GuardedHandle(IoUringIoHandle handle, IoUringSocketChannel socket) {
        this.handle = handle;
        this.socket = socket;
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
        IoUringIoEvent done = (IoUringIoEvent) event;
        boolean over = ReadRequest.isOver(done);
        boolean cancelled = ReadRequest.isCancelled(done);
        peerGone |= ReadRequest.saysGone(done);
        handle.handle(registration, event);
        if (over && socket.isActive()) {
            settle(cancelled);
        }
    }

    /** Whether the peer has closed the connection or its half of it, so that what is left to be read has an end. */
    boolean peerGone() {
        return peerGone;
    }

    private void settle(boolean cancelled) {
        if (!socket.config().isAutoRead()) {
            socket.pipeline().fireChannelReadComplete();
        } else if (cancelled) {
            socket.read();
        }
    }

    @Override
    public void registered() {
        handle.registered();
    }

    @Override
    public void unregistered() {
        handle.unregistered();
    }

    @Override
    public void close() {
        socket.unsafe().close(socket.voidPromise());
    }
}
