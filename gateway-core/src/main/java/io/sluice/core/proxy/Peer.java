package io.sluice.core.proxy;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/**
 * The two ends of a client connection, in the forms that every request needs.
 *
 * @param ip the client's address as text
 * @param localPort the port the client connected to, as text
 * @param trusted whether it is a proxy whose word about its clients is believed
 * @param introduction what an upstream is told about it with every request
 */
record Peer(
        InetSocketAddress address,
        String ip,
        InetSocketAddress local,
        String localPort,
        boolean trusted,
        Fields introduction) {
    static Peer of(Channel channel, String scheme, Forwarded forwarded) {
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        String ip = remote.getAddress().getHostAddress();
        String port = Integer.toString(local.getPort());
        return new Peer(remote, ip, local, port, forwarded.trusts(0, ip), Forwarded.introduction(ip, scheme, port));
    }
}
