package io.sluice.core.proxy;

import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringSocketChannel;

/**
 * A connection's place at the ring of its loop. Usually one request for reading stands and serves many reads, which saves a tenth to a sixth of the CPU
 * time, but left to itself it does not always stop when it should:
 *
 * <ul>
 *   <li>When the ring has no buffer left, the library asks again, wanted or not. A connection that shall not be read makes no such request here, unless the
 *       peer is gone: then the end is to be heard of.
 *   <li>When reading goes on, the kernel hands out at once all that has come in meanwhile, as long as there are buffers. A connection that had to be paused
 *       makes requests for one buffer each from then on, so that a slow taker costs a buffer instead of a ring of them; where a buffer is not shared, each
 *       connection does.
 * </ul>
 */
final class GuardedRegistration implements IoRegistration {
    private static final long REFUSED = 0;

    private final IoRegistration registration;
    private final IoUringSocketChannel socket;
    private final GuardedHandle handle;
    private boolean oneByOne = !ReadRing.PACKED;

    GuardedRegistration(IoRegistration registration, IoUringSocketChannel socket, GuardedHandle handle) {
        this.registration = registration;
        this.socket = socket;
        this.handle = handle;
    }

    @Override
    public long submit(IoOps request) {
        boolean wanted = socket.config().isAutoRead();
        if (wanted && !oneByOne) {
            return registration.submit(request);
        }
        oneByOne = true;
        if (!ReadRequest.is(request)) {
            return registration.submit(request);
        }
        if (!wanted && !handle.peerGone()) {
            return REFUSED;
        }
        boolean ring = ReadRequest.isOfTheRing(request);
        return registration.submit(ring ? ReadRequest.once(request, socket) : request);
    }

    @Override
    public <T> T attachment() {
        return registration.attachment();
    }

    @Override
    public boolean isValid() {
        return registration.isValid();
    }

    @Override
    public boolean cancel() {
        return registration.cancel();
    }
}
