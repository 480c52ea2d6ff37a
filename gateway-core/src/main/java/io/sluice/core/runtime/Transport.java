package io.sluice.core.runtime;

/** How sockets are driven. */
public enum Transport {
    /** The first of epoll and nio that this machine has. */
    AUTO,
    EPOLL,
    IO_URING,
    NIO
}
