package io.sluice.core.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.socket.DatagramChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.RoundRobinDnsAddressResolverGroup;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Looks up the names of upstreams, for each loop over a socket of its own. Threading: safe from any thread. */
final class NameLookup implements AutoCloseable {
    private final Queue<Channel> sockets = new ConcurrentLinkedQueue<>();
    private final AddressResolverGroup<InetSocketAddress> resolvers;

    NameLookup(Class<? extends DatagramChannel> type) {
        ReflectiveChannelFactory<DatagramChannel> factory = new ReflectiveChannelFactory<>(type);
        resolvers = new RoundRobinDnsAddressResolverGroup(new DnsNameResolverBuilder().datagramChannelFactory(() -> {
            DatagramChannel socket = factory.newChannel();
            sockets.add(socket);
            return socket;
        }));
    }

    AddressResolverGroup<InetSocketAddress> resolvers() {
        return resolvers;
    }

    /** Sockets that a loop still knows; none some time after {@link #close}. */
    int sockets() {
        sockets.removeIf(socket -> !socket.isOpen() && !socket.isRegistered());
        return sockets.size();
    }

    @Override
    public void close() {
        resolvers.close();
    }
}
