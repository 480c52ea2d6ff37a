package io.sluice.launcher;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT;
import static io.netty.handler.codec.http.HttpHeaderNames.ALLOW;
import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One admin connection. Answers are made on the worker, one after the other, and so leave in the order of their requests. */
final class AdminHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);

    private final AdminPages pages;
    private final AdminHosts hosts;
    private final Executor worker;

    AdminHandler(AdminPages pages, AdminHosts hosts, Executor worker) {
        this.pages = pages;
        this.hosts = hosts;
        this.worker = worker;
    }

    @Override
    public void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean malformed = request.decoderResult().isFailure();
        boolean keepAlive = !malformed && HttpUtil.isKeepAlive(request);
        boolean allowed = hosts.allowed(request.headers().getAll(HOST), (InetSocketAddress)
                ctx.channel().localAddress());
        HttpMethod method = request.method();
        String path = path(request.uri());
        String accept = request.headers().get(ACCEPT);
        try {
            worker.execute(() -> send(ctx, keepAlive, reply(malformed, allowed, method, path, accept)));
        } catch (RejectedExecutionException busy) {
            send(ctx, false, AdminReply.error(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many admin requests"));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("admin connection closed: {}", cause.toString());
        ctx.close();
    }

    private AdminReply reply(
            boolean malformed, boolean allowed, HttpMethod method, String path, @Nullable String accept) {
        if (malformed) {
            return AdminReply.error(HttpResponseStatus.BAD_REQUEST, "the request is malformed or too large");
        }
        if (!allowed) {
            return AdminReply.error(
                    HttpResponseStatus.FORBIDDEN,
                    "host must be localhost, 127.0.0.1, [::1], the address that was connected to or one of admin.allowedHosts");
        }
        try {
            return pages.answer(method, path, accept);
        } catch (RuntimeException e) {
            LOG.error("admin request {} {} failed", method, path, e);
            return AdminReply.error(HttpResponseStatus.INTERNAL_SERVER_ERROR, "internal error, see the log");
        }
    }

    private static void send(ChannelHandlerContext ctx, boolean keepAlive, AdminReply reply) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, reply.status(), Unpooled.wrappedBuffer(reply.body()));
        response.headers()
                .set(CONTENT_TYPE, reply.contentType())
                .set(CACHE_CONTROL, "no-store")
                .set("x-content-type-options", "nosniff");
        if (reply.status().equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(ALLOW, "GET, HEAD");
        }
        HttpUtil.setContentLength(response, reply.body().length);
        HttpUtil.setKeepAlive(response, keepAlive);
        var written = ctx.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static String path(String uri) {
        int end = uri.indexOf('?');
        return end < 0 ? uri : uri.substring(0, end);
    }
}
