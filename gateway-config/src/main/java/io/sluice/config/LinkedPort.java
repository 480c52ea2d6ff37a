package io.sluice.config;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A socket address and the APIs that share it.
 *
 * @param apis in the order of files, at least one, all with the same protocol
 */
record LinkedPort(InetSocketAddress socket, List<LinkedApi> apis) {
    LinkedPort {
        apis = List.copyOf(apis);
    }

    boolean tls() {
        return apis.get(0).address().tls();
    }

    /** Where the address is first written. */
    Location at() {
        return apis.get(0).at();
    }

    /** Host as first written, and port. */
    String address() {
        Address first = apis.get(0).address();
        return (first.host().contains(":") ? '[' + first.host() + ']' : first.host()) + ':' + socket.getPort();
    }

    /** Such as {@code http:8081}. */
    String name() {
        return (tls() ? "https:" : "http:") + socket.getPort();
    }
}
