package io.sluice.launcher;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sluice.config.ProcessSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions and changes over HTTP/1.1, apart from the traffic: own event loop, own workers for what blocks. Bounds: 4 KiB request line, 8 KiB header,
 * a body as its route allows, 64 requests waiting for each worker, 30 s without a request.
 *
 * <p>Threading: started and closed by one thread, which it may block.
 */
final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("gateway");
    private static final int IDLE_SECONDS = 30;

    private final EventLoopGroup loop;
    private final AdminWorkers workers;
    private final Channel channel;

    private AdminServer(EventLoopGroup loop, AdminWorkers workers, Channel channel) {
        this.loop = loop;
        this.workers = workers;
        this.channel = channel;
    }

    /** @throws IOException naming the address, if it cannot be bound */
    static AdminServer start(ProcessSettings.Admin settings, List<AdminRoute> routes, AdminToken token)
            throws IOException {
        AdminGate gate = new AdminGate(routes, new AdminHosts(settings.allowedHosts()), token);
        AdminServer admin = start(new InetSocketAddress(settings.host(), settings.port()), gate);
        if (!admin.address().getAddress().isLoopbackAddress()) {
            LOG.warn(
                    "admin listens on {}, which others may reach; questions need no login, so keep it inside your network",
                    BindFailure.text(admin.address()));
        }
        return admin;
    }

    /** @throws IOException naming the address, if it cannot be bound */
    static AdminServer start(InetSocketAddress address, AdminGate gate) throws IOException {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("admin-loop", true), NioIoHandler.newFactory());
        AdminWorkers workers = new AdminWorkers();
        ChannelFuture bound = bootstrap(loop, workers, gate).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            workers.close();
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new BindFailure(address, bound.cause());
        }
        return new AdminServer(loop, workers, bound.channel());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        workers.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static ServerBootstrap bootstrap(EventLoopGroup loop, AdminWorkers workers, AdminGate gate) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    public void initChannel(SocketChannel accepted) {
                        accepted.pipeline()
                                .addLast(new IdleStateHandler(IDLE_SECONDS, 0, 0))
                                .addLast(new HttpServerCodec(codec()))
                                .addLast(new HttpContentCompressor(1024, StandardCompressionOptions.gzip()))
                                .addLast(new AdminHandler(gate, workers));
                    }
                });
    }

    private static HttpDecoderConfig codec() {
        return new HttpDecoderConfig().setMaxInitialLineLength(4096).setMaxHeaderSize(8192);
    }
}
