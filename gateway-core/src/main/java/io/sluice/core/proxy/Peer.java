package io.sluice.core.proxy;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/**
 * The two ends of a client connection, in the forms that every request needs.
 *
 * @param ip the client's address as text
 * @param localPort the port the client connected to, as text
 * @param trusted whether it is a proxy whose word about its clients is believed
 */
record Peer(InetSocketAddress address, String ip, InetSocketAddress local, String localPort, boolean trusted) {
    static Peer of(Channel channel, Forwarded forwarded) {
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        String ip = remote.getAddress().getHostAddress();
        return new Peer(remote, ip, local, Integer.toString(local.getPort()), forwarded.trusts(0, ip));
    }
}
