package io.sluice.core.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.Timeouts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens connections to one upstream address on one loop: name lookup, TCP, TLS. */
final class Connector {
    /** Bytes that may wait to be written to a connection before the side that feeds it is paused, and when it goes on. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    /** Reads per wake-up: bounds what piles up before a pause takes effect. */
    static final int READS_AT_ONCE = 4;

    /** How much is read at once, growing with what comes. */
    static RecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(512, 2048, 64 * 1024).maxMessagesPerRead(READS_AT_ONCE);
    }

    private final EndpointKey endpoint;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final InetSocketAddress address;
    private final @Nullable SslContext tls;
    private final Timeouts timeouts;

    /** @param tls null for cleartext */
    Connector(
            EndpointKey endpoint,
            EventLoop loop,
            Class<? extends Channel> channelType,
            AddressResolverGroup<InetSocketAddress> resolver,
            @Nullable SslContext tls,
            Timeouts timeouts) {
        this.endpoint = endpoint;
        this.loop = loop;
        this.tls = tls;
        this.timeouts = timeouts;
        address = address(endpoint);
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(channelType)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        timeouts.upstreamConnect().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .option(ChannelOption.RECVBUF_ALLOCATOR, reads());
        if (address.isUnresolved()) {
            bootstrap.resolver(resolver);
        } else {
            bootstrap.disableResolver();
        }
        ReadRing.use(bootstrap, channelType);
    }

    /**
     * Completes on the loop when {@code connection} can carry a request. The socket is opened in a task of its own, behind the events that the loop is
     * working through: it may get the descriptor of a socket that was closed just now, and an event that still waits for that one would be taken for
     * its own and close it.
     */
    Future<Channel> connect(UpstreamConnection connection) {
        Promise<Channel> ready = loop.newPromise();
        behindEvents(() -> open(connection, ready));
        return ready;
    }

    /** Runs {@code task} when the loop is through with the events at hand. */
    void behindEvents(Runnable task) {
        loop.execute(task);
    }

    private void open(UpstreamConnection connection, Promise<Channel> ready) {
        bootstrap
                .clone()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(SmallCopy.OfReads.HANDLER, secured(tls, channel, ready));
                        }
                        channel.pipeline().addLast(connection);
                    }
                })
                .connect(address)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        ready.tryFailure(done.cause());
                    } else if (tls == null) {
                        ready.trySuccess(((ChannelFuture) done).channel());
                    }
                });
    }

    private SslHandler secured(SslContext context, Channel channel, Promise<Channel> ready) {
        SslHandler handler = context.newHandler(channel.alloc(), endpoint.host(), endpoint.port());
        handler.setHandshakeTimeoutMillis(timeouts.tlsHandshake().toMillis());
        handler.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                ready.trySuccess(channel);
            } else {
                ready.tryFailure(new SSLException(done.cause()));
                channel.close();
            }
        });
        return handler;
    }

    /** An address literal is used as it is; a name is looked up for each connection, within the lifetime of its records. */
    private static InetSocketAddress address(EndpointKey endpoint) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(endpoint.host());
        if (literal == null) {
            return InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port());
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(literal), endpoint.port());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
