package io.sluice.launcher;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * Which names the admin listener answers to. A page in somebody's browser can point a name of its own at a loopback address and read what is there; it
 * cannot do so with these names.
 */
final class AdminHosts {
    private AdminHosts() {}

    /**
     * Whether the Host fields of a request name this machine the way an operator would.
     *
     * @param local the end of the connection on this side
     */
    static boolean allowed(List<String> hosts, InetSocketAddress local) {
        if (hosts.size() != 1) {
            return false;
        }
        String host = withoutPort(hosts.get(0)).toLowerCase(Locale.ROOT);
        return switch (host) {
            case "localhost", "127.0.0.1", "[::1]" -> true;
            default -> host.equals(literal(local));
        };
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static String literal(InetSocketAddress local) {
        String text = NetUtil.toAddressString(local.getAddress());
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }
}
