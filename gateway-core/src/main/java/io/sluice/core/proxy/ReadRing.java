package io.sluice.core.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/**
 * Read buffers that the io_uring sockets of a loop share: the kernel fills the next free one for whichever socket has something, so an idle connection
 * holds none. Reads that bring a buffer of their own were seen to miss the reset of a connection.
 */
final class ReadRing {
    static final short GROUP = 0;

    /** Whether a buffer takes what several sockets have until it is full, so that what the kernel can hand out at once is bounded by bytes. */
    static final boolean PACKED = IoUring.isRegisterBufferRingIncSupported();

    private static final short BUFFERS = (short) (PACKED ? 16 : 64);
    /** How many there are at first, and how many more each time they did not do. */
    private static final int STEP = 8;

    /** What a client sends of an upload in one go, head and all, and more; memory that is not written to takes no room. */
    static final int BUFFER_BYTES = 128 * 1024;

    private ReadRing() {}

    /** A loop's ring, where the kernel knows such. */
    static IoUringIoHandlerConfig configuration() {
        IoUringIoHandlerConfig configuration = new IoUringIoHandlerConfig();
        if (IoUring.isRegisterBufferRingSupported()) {
            configuration.setBufferRingConfig(IoUringBufferRingConfig.builder()
                    .bufferGroupId(GROUP)
                    .bufferRingSize(BUFFERS)
                    .batchSize(STEP)
                    .incremental(PACKED)
                    .allocator(new IoUringFixedBufferRingAllocator(PooledByteBufAllocator.DEFAULT, BUFFER_BYTES))
                    .build());
        }
        return configuration;
    }

    /** Lets sockets of {@code type} read into the ring of their loop; does nothing with other transports. */
    static void use(Bootstrap bootstrap, Class<? extends Channel> type) {
        if (type == IoUringSocketChannel.class && IoUring.isRegisterBufferRingSupported()) {
            bootstrap.option(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, GROUP);
        }
    }

    /** The same for the sockets that a server socket of {@code type} accepts. */
    static void use(ServerBootstrap bootstrap, Class<? extends ServerChannel> type) {
        if (type == IoUringServerSocketChannel.class && IoUring.isRegisterBufferRingSupported()) {
            bootstrap.childOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, GROUP);
        }
    }

    /** Whether {@code socket} reads into the ring of its loop. */
    static boolean serves(IoUringSocketChannel socket) {
        return Short.valueOf(GROUP).equals(socket.config().getOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID));
    }
}
