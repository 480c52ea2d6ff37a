package io.sluice.launcher;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which names the admin listener answers to. A page in somebody's browser can point a name of its own at a loopback address and read what is there; it
 * cannot do so with these names.
 */
final class AdminHosts {
    private final Set<String> further;

    /** @param further names, without port, that are answered beside those of this machine */
    AdminHosts(List<String> further) {
        this.further =
                further.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the Host fields of a request name this machine the way an operator would.
     *
     * @param local the end of the connection on this side
     */
    boolean allowed(List<String> hosts, InetSocketAddress local) {
        if (hosts.size() != 1) {
            return false;
        }
        String host = withoutPort(hosts.get(0)).toLowerCase(Locale.ROOT);
        return switch (host) {
            case "localhost", "127.0.0.1", "[::1]" -> true;
            default -> host.equals(literal(local)) || further.contains(host);
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
