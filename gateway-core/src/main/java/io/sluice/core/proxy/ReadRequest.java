package io.sluice.core.proxy;

import io.netty.channel.IoOps;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoOps;
import io.netty.channel.uring.IoUringSocketChannel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** What asks the kernel to read from a socket. The library makes such requests but does not tell their fields, so they are looked up. */
final class ReadRequest {
    private static final byte RECV = 27;
    private static final int CANCELLED = -125;
    private static final int MORE_WILL_COME = 1 << 1;
    private static final byte POLL = 6;
    /** POLLERR, POLLHUP and POLLRDHUP. */
    private static final int GONE = 0x8 | 0x10 | 0x2000;

    private static final byte BUFFER_OF_THE_RING = 1 << 5;
    private static final MethodHandle OPCODE = field("opcode", byte.class);
    private static final MethodHandle FLAGS = field("flags", byte.class);
    private static final MethodHandle USER_DATA = field("userData", long.class);

    private ReadRequest() {}

    /** Whether no more will be read for the request that {@code event} is about; false if that was no request for reading. */
    static boolean isOver(IoUringIoEvent event) {
        return event.opcode() == RECV && (event.flags() & MORE_WILL_COME) == 0;
    }

    static boolean isCancelled(IoUringIoEvent event) {
        return event.opcode() == RECV && event.res() == CANCELLED;
    }

    /** Whether {@code event} says that the peer sends nothing more. */
    static boolean saysGone(IoUringIoEvent event) {
        return event.opcode() == POLL && event.res() > 0 && (event.res() & GONE) != 0;
    }

    static boolean is(IoOps request) {
        return value(OPCODE, request) == RECV;
    }

    /** Whether a buffer of the ring is asked for; when there is no ring any more, each request brings its own. */
    static boolean isOfTheRing(IoOps request) {
        return (value(FLAGS, request) & BUFFER_OF_THE_RING) != 0;
    }

    /** What stands for {@code standing}, but is over with the first buffer. */
    static IoUringIoOps once(IoOps standing, IoUringSocketChannel socket) {
        int fd = socket.fd().intValue();
        return new IoUringIoOps(
                RECV,
                BUFFER_OF_THE_RING,
                (short) 0,
                fd,
                0,
                0,
                0,
                0,
                value(USER_DATA, standing),
                ReadRing.GROUP,
                (short) 0,
                0,
                0);
    }

    private static long value(MethodHandle field, IoOps request) {
        try {
            return (long) field.invokeExact((IoUringIoOps) request);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(IoUringIoOps.class, MethodHandles.lookup())
                    .findVirtual(IoUringIoOps.class, name, MethodType.methodType(type))
                    .asType(MethodType.methodType(long.class, IoUringIoOps.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this version of Netty does not know " + name + " of an io_uring request", e);
        }
    }
}
