package io.sluice.launcher;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;

/** An address that cannot be listened on. */
final class BindFailure extends IOException {
    private static final long serialVersionUID = 1L;

    BindFailure(InetSocketAddress address, Throwable cause) {
        super("cannot listen on " + text(address) + ": " + cause.getMessage(), cause);
    }

    static String text(InetSocketAddress address) {
        return NetUtil.toSocketAddressString(address);
    }
}
