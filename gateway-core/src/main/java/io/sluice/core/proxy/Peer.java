package io.sluice.core.proxy;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/**
 * The two ends of a client connection, in the forms that every request needs.
 *
 * @param ip the client's address as text
 * @param localPort the port the client connected to, as text
 */
record Peer(InetSocketAddress address, String ip, InetSocketAddress local, String localPort) {
    static Peer of(Channel channel) {
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        return new Peer(remote, remote.getAddress().getHostAddress(), local, Integer.toString(local.getPort()));
    }
}
