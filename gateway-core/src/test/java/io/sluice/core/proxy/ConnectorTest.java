package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NoLeaks
class ConnectorTest {
    private static final MessageBounds RESPONSES =
            MessageBounds.ofResponses(new TestSettings().build().limits());
    private static final byte[] ROOM = new byte[256];

    private EventLoopGroup group;
    private ServerSocket server;
    private Connector connector;
    private Deadlines deadlines;
    private UpstreamPool pool;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Epoll.isAvailable(), "descriptors are what epoll knows sockets by");
        group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        EventLoop loop = group.next();
        deadlines = new Deadlines(loop);
        EngineSettings settings = new TestSettings().build();
        connector = new Connector(
                new EndpointKey("127.0.0.1", server.getLocalPort(), false),
                loop,
                EpollSocketChannel.class,
                DefaultAddressResolverGroup.INSTANCE,
                null,
                settings.timeouts());
        pool = new UpstreamPool(
                connector,
                new Metrics().upstream("origin"),
                deadlines,
                Duration.ofSeconds(20),
                10,
                10,
                RESPONSES,
                ROOM);
    }

    @AfterEach
    void close() throws Exception {
        if (group != null) {
            server.close();
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    /**
     * The loop has events of two connections before it; on the first the other is closed and a new one opened, which gets its descriptor. What
     * the other one still has to hear, its end, must not be taken for the end of the new one.
     */
    @Test
    void survivesTheEventsOfAClosedConnectionWithTheSameDescriptor() throws Exception {
        CompletableFuture<Future<Channel>> opened = new CompletableFuture<>();
        Channel first = connect().sync().getNow();
        try (Socket firstPeer = server.accept()) {
            Channel other = connect().sync().getNow();
            Socket otherPeer = server.accept();
            first.pipeline().addFirst(onRead(() -> {
                other.close();
                opened.complete(connect());
            }));
            CountDownLatch bothHaveEvents = new CountDownLatch(1);
            CountDownLatch standsStill = new CountDownLatch(1);
            first.eventLoop().execute(() -> {
                standsStill.countDown();
                awaitQuietly(bothHaveEvents);
            });
            standsStill.await();
            firstPeer.getOutputStream().write(new byte[2]);
            Await.that("bytes on the first", () -> !SocketProbe.isQuiet(first));
            otherPeer.close();
            Await.that("the end of the other", () -> !SocketProbe.isQuiet(other));
            bothHaveEvents.countDown();

            Future<Channel> third = opened.get(10, TimeUnit.SECONDS).await();

            assertThat(third.cause()).isNull();
        }
    }

    private Future<Channel> connect() {
        return connector.connect(new UpstreamConnection(pool, deadlines, RESPONSES, ROOM));
    }

    private static ChannelInboundHandlerAdapter onRead(Runnable action) {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ReferenceCountUtil.release(message);
                action.run();
            }
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
