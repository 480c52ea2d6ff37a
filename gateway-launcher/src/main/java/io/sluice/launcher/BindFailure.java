package io.sluice.launcher;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;

/** An address that cannot be listened on. */
final class BindFailure extends IOException {
    private static final long serialVersionUID = 1L;

    BindFailure(InetSocketAddress address, Throwable cause) {
        super("cannot listen on " + text(address) + ": " + explain(address, String.valueOf(cause.getMessage())), cause);
    }

    private static String explain(InetSocketAddress address, String message) {
        if (address.isUnresolved()) {
            return "the name is unknown";
        }
        return message.contains("in use")
                ? "the port is in use; stop the process that holds it or choose another port"
                : message;
    }

    static String text(InetSocketAddress address) {
        return NetUtil.toSocketAddressString(address);
    }
}
