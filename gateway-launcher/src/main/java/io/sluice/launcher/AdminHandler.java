package io.sluice.launcher;

import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One admin connection. A request is looked at when the one before is answered, so that answers leave in the order of their requests although they
 * are made elsewhere.
 */
final class AdminHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final int LINGER_SECONDS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(AdminHandler.class);
    private static final Logger AUDIT = LoggerFactory.getLogger("audit");

    private final AdminGate gate;
    private final AdminWorkers workers;
    /** The request whose body arrives, null before its head and once it is being answered. */
    private @Nullable AdminCall call;

    private boolean answering;
    /** The last answer has left; what still comes in is dropped. */
    private boolean closing;
    /** Read together with a request that is being answered. */
    private final Deque<HttpObject> waiting = new ArrayDeque<>();

    AdminHandler(AdminGate gate, AdminWorkers workers) {
        this.gate = gate;
        this.workers = workers;
    }

    @Override
    public void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (closing) {
            return;
        }
        if (answering) {
            waiting.add(ReferenceCountUtil.retain(message));
        } else {
            handle(ctx, message);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent && !answering) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("admin connection closed: {}", cause.toString());
        ctx.close();
    }

    private void handle(ChannelHandlerContext ctx, HttpObject message) {
        if (message instanceof HttpRequest head) {
            begin(ctx, head);
        }
        if (message instanceof HttpContent content && call != null) {
            take(ctx, call, content);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest head) {
        InetSocketAddress local = (InetSocketAddress) ctx.channel().localAddress();
        AdminAdmission admission = gate.admit(head, local);
        boolean keepAlive = head.decoderResult().isSuccess() && HttpUtil.isKeepAlive(head);
        call = new AdminCall(head.method(), keepAlive, admission);
        if (head.decoderResult().isFailure() || (!call.admitted() && HttpUtil.getContentLength(head, 0L) > 0)) {
            finish(ctx, call); // there may be no end of the message to wait for
        } else if (HttpUtil.is100ContinueExpected(head)) {
            ctx.writeAndFlush(new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
        }
    }

    private void take(ChannelHandlerContext ctx, AdminCall current, HttpContent content) {
        boolean spoiled = content.decoderResult().isFailure();
        if (spoiled) {
            current.spoil();
        }
        if (current.take(content.content(), content instanceof LastHttpContent) || spoiled) {
            finish(ctx, current);
        }
    }

    private void finish(ChannelHandlerContext ctx, AdminCall current) {
        call = null;
        answering = true;
        ctx.channel().config().setAutoRead(false);
        try {
            workers.of(current).execute(() -> answer(ctx, current));
        } catch (RejectedExecutionException busy) {
            send(ctx, current, AdminReply.error(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many admin requests"));
        }
    }

    private void answer(ChannelHandlerContext ctx, AdminCall current) {
        AdminReply reply = current.answer();
        if (!current.audited().isEmpty()) {
            AUDIT.info("{} by {}: {}", current.audited(), ctx.channel().remoteAddress(), reply.status());
        }
        ctx.executor().execute(() -> send(ctx, current, reply));
    }

    private void send(ChannelHandlerContext ctx, AdminCall current, AdminReply reply) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, reply.status(), Unpooled.wrappedBuffer(reply.body()));
        response.headers()
                .set(CONTENT_TYPE, reply.contentType())
                .set(CACHE_CONTROL, "no-store")
                .set("x-content-type-options", "nosniff");
        reply.fields().forEach(response.headers()::set);
        HttpUtil.setContentLength(response, reply.body().length);
        HttpUtil.setKeepAlive(response, current.keepAlive());
        ChannelFuture written = ctx.writeAndFlush(response);
        if (current.keepAlive()) {
            next(ctx);
        } else if (current.complete()) {
            written.addListener(ChannelFutureListener.CLOSE);
        } else {
            closing = true;
            written.addListener(sent -> linger(ctx));
        }
    }

    /** Closing with bytes unread would take the answer away from a client that is still sending. */
    private static void linger(ChannelHandlerContext ctx) {
        ((SocketChannel) ctx.channel()).shutdownOutput();
        ctx.channel().config().setAutoRead(true);
        ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    private void next(ChannelHandlerContext ctx) {
        answering = false;
        while (!answering && !waiting.isEmpty()) {
            HttpObject message = waiting.remove();
            handle(ctx, message);
            ReferenceCountUtil.release(message);
        }
        ctx.channel().config().setAutoRead(!answering);
    }
}
