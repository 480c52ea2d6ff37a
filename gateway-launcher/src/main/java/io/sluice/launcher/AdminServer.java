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
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Health, readiness and metrics over HTTP/1.1, apart from the traffic: own event loop, own worker for what blocks. Bounds: 4 KiB request line, 8 KiB
 * header, 1 KiB body, 64 requests waiting, 30 s without a request.
 *
 * <p>Threading: started and closed by one thread, which it may block.
 */
final class AdminServer implements AutoCloseable {
    private static final int WAITING = 64;
    private static final int IDLE_SECONDS = 30;

    private final EventLoopGroup loop;
    private final ThreadPoolExecutor worker;
    private final Channel channel;

    private AdminServer(EventLoopGroup loop, ThreadPoolExecutor worker, Channel channel) {
        this.loop = loop;
        this.worker = worker;
        this.channel = channel;
    }

    /** @throws IOException naming the address, if it cannot be bound */
    static AdminServer start(InetSocketAddress address, AdminPages pages, AdminHosts hosts) throws IOException {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("admin-loop", true), NioIoHandler.newFactory());
        ThreadPoolExecutor worker = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                new DefaultThreadFactory("admin-worker", true));
        ChannelFuture bound =
                bootstrap(loop, worker, pages, hosts).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            worker.shutdownNow();
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new BindFailure(address, bound.cause());
        }
        return new AdminServer(loop, worker, bound.channel());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        worker.shutdownNow();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static ServerBootstrap bootstrap(
            EventLoopGroup loop, ThreadPoolExecutor worker, AdminPages pages, AdminHosts hosts) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    public void initChannel(SocketChannel accepted) {
                        accepted.pipeline()
                                .addLast(new ReadTimeoutHandler(IDLE_SECONDS))
                                .addLast(new HttpServerCodec(codec()))
                                .addLast(new HttpContentCompressor(1024, StandardCompressionOptions.gzip()))
                                .addLast(new HttpObjectAggregator(1024))
                                .addLast(new AdminHandler(pages, hosts, worker));
                    }
                });
    }

    private static HttpDecoderConfig codec() {
        return new HttpDecoderConfig().setMaxInitialLineLength(4096).setMaxHeaderSize(8192);
    }
}
