package io.sluice.core.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.sluice.core.runtime.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bound sockets. Threading: confined to the thread that calls {@link GatewayServer}; accepting happens on loops. */
final class Listeners {
    private record Bound(Binding binding, Channel socket) {}

    private final Engine engine;
    private final IoTransport transport;
    private final EventLoopGroup acceptor;
    private final EventLoopGroup loops;
    private final Map<EventLoop, Worker> workers;
    private final Map<InetSocketAddress, Bound> bound = new LinkedHashMap<>();
    private int nextIndex;

    Listeners(
            Engine engine,
            IoTransport transport,
            EventLoopGroup acceptor,
            EventLoopGroup loops,
            Map<EventLoop, Worker> workers) {
        this.engine = engine;
        this.transport = transport;
        this.acceptor = acceptor;
        this.loops = loops;
        this.workers = Map.copyOf(workers);
    }

    /**
     * Binds what is not bound yet. New sockets accept nothing before {@link #accept}.
     *
     * @throws IOException naming the address; then nothing has been bound
     */
    void bind(List<Listener> wanted) throws IOException {
        Map<InetSocketAddress, Bound> fresh = new HashMap<>();
        for (Listener listener : wanted) {
            if (!bound.containsKey(listener.address())) {
                try {
                    fresh.put(listener.address(), bind(listener));
                } catch (IOException e) {
                    fresh.values().forEach(each -> each.socket.close().syncUninterruptibly());
                    throw e;
                }
            }
        }
        bound.putAll(fresh);
    }

    private Bound bind(Listener listener) throws IOException {
        Binding binding = new Binding(nextIndex++, listener.address(), listener.meters());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptor, loops)
                .channel(transport.server())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Connector.WATER_MARK)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, Connector.reads())
                .childHandler(new ListenerInitializer(binding, engine, workers));
        ReadRing.use(bootstrap, transport.server());
        ChannelFuture future = bootstrap.bind(listener.address()).awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw new IOException(explain(listener.address(), future.cause()), future.cause());
        }
        return new Bound(binding, future.channel());
    }

    private static String explain(InetSocketAddress address, @Nullable Throwable cause) {
        String where = "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": ";
        String text = cause == null ? "" : String.valueOf(cause.getMessage());
        if (text.contains("in use")) {
            return where + "the port is in use; stop the process that holds it or choose another port";
        }
        boolean denied = text.contains("ermission denied");
        return where + (denied ? "ports below 1024 need privileges; choose a higher port" : text);
    }

    /** Listeners by index of their binding, null where a binding has none in {@code wanted}. */
    List<@Nullable Listener> byBinding(List<Listener> wanted) {
        Map<InetSocketAddress, Listener> byAddress = new HashMap<>();
        wanted.forEach(listener -> byAddress.put(listener.address(), listener));
        List<@Nullable Listener> indexed = new ArrayList<>();
        for (int i = 0; i < nextIndex; i++) {
            indexed.add(null);
        }
        bound.values().forEach(each -> indexed.set(each.binding.index(), byAddress.get(each.binding.configured())));
        return indexed;
    }

    /** Lets new sockets accept, and closes those that {@code wanted} no longer names. */
    void accept(List<Listener> wanted) {
        List<InetSocketAddress> kept = wanted.stream().map(Listener::address).toList();
        bound.values().forEach(each -> each.socket.config().setAutoRead(true));
        bound.entrySet().removeIf(entry -> {
            boolean gone = !kept.contains(entry.getKey());
            if (gone) {
                entry.getValue().socket.close().syncUninterruptibly();
            }
            return gone;
        });
    }

    void close() {
        accept(List.of());
    }

    List<InetSocketAddress> addresses() {
        return bound.values().stream()
                .map(each -> (InetSocketAddress) each.socket.localAddress())
                .toList();
    }
}
