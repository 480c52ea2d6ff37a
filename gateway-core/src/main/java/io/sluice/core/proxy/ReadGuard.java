package io.sluice.core.proxy;

import io.netty.channel.Channel;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringSocketChannel;

/** The ring of a loop, which keeps an eye on how the connections that share its buffers are read: {@link GuardedRegistration}, {@link GuardedHandle}. */
final class ReadGuard implements IoHandler {
    private final IoHandler ring;

    private ReadGuard(IoHandler ring) {
        this.ring = ring;
    }

    static IoHandlerFactory over(IoHandlerFactory rings) {
        return executor -> new ReadGuard(rings.newHandler(executor));
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        if (handle instanceof Channel.Unsafe inside
                && inside.voidPromise().channel() instanceof IoUringSocketChannel socket
                && ReadRing.serves(socket)) {
            GuardedHandle guarded = new GuardedHandle((IoUringIoHandle) handle, socket);
            return new GuardedRegistration(ring.register(guarded), socket, guarded);
        }
        return ring.register(handle);
    }

    @Override
    public void initialize() {
        ring.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return ring.run(context);
    }

    @Override
    public void prepareToDestroy() {
        ring.prepareToDestroy();
    }

    @Override
    public void destroy() {
        ring.destroy();
    }

    @Override
    public void wakeup() {
        ring.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return ring.isCompatible(type);
    }
}
