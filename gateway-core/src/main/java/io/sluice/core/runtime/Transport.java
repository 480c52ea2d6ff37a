package io.sluice.core.runtime;

/** How sockets are driven. */
public enum Transport {
    /** The first of io_uring (Linux 6.1 or newer), epoll and nio that this machine has. */
    AUTO,
    EPOLL,
    IO_URING,
    NIO
}
