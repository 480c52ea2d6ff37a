package io.sluice.launcher;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the demo backend. While a request is being answered nothing is read; what has been read already waits here.
 */
final class EchoHandler extends ChannelInboundHandlerAdapter {
    private static final long MAX_BYTES = 1L << 40;
    private static final long MAX_DELAY_MILLIS = 600_000;

    private final Queue<Object> waiting = new ArrayDeque<>();
    private @Nullable HttpRequest request;
    private long bodyBytes;
    private boolean busy;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (busy) {
            waiting.add(message);
        } else {
            receive(ctx, message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void receive(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest head) {
            request = head;
            bodyBytes = 0;
        }
        if (message instanceof HttpContent content) {
            bodyBytes += content.content().readableBytes();
        }
        HttpRequest complete = request;
        if (message instanceof LastHttpContent && complete != null) {
            busy(ctx, true);
            answer(ctx, complete);
        }
        ReferenceCountUtil.release(message);
    }

    private void busy(ChannelHandlerContext ctx, boolean now) {
        busy = now;
        ctx.channel().config().setAutoRead(!now);
    }

    private void answer(ChannelHandlerContext ctx, HttpRequest complete) {
        if (complete.decoderResult().isFailure()) {
            text(ctx, complete, HttpResponseStatus.BAD_REQUEST, "the request is malformed");
            return;
        }
        String path = path(complete.uri());
        try {
            route(ctx, complete, path);
        } catch (IllegalArgumentException e) {
            text(ctx, complete, HttpResponseStatus.BAD_REQUEST, e.getMessage());
        }
    }

    private void route(ChannelHandlerContext ctx, HttpRequest complete, String path) {
        if (path.startsWith("/bytes/")) {
            bytes(ctx, complete, number(path, 0, MAX_BYTES));
        } else if (path.startsWith("/delay/")) {
            long millis = number(path, 0, MAX_DELAY_MILLIS);
            ctx.executor().schedule(() -> echo(ctx, complete), millis, TimeUnit.MILLISECONDS);
        } else if (path.startsWith("/status/")) {
            int code = (int) number(path, 200, 599);
            text(ctx, complete, HttpResponseStatus.valueOf(code), "status " + code);
        } else {
            echo(ctx, complete);
        }
    }

    private void echo(ChannelHandlerContext ctx, HttpRequest complete) {
        String uri = complete.uri();
        String path = path(uri);
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("method", complete.method().name())
                .field("path", path)
                .field("query", uri.length() > path.length() ? uri.substring(path.length() + 1) : "")
                .beginObject("headers");
        for (String name : complete.headers().names()) {
            json.foreignField(name, String.join(", ", complete.headers().getAll(name)));
        }
        json.endObject().field("bodyBytes", bodyBytes).endObject().newLine();
        whole(ctx, complete, HttpResponseStatus.OK, json.toByteArray());
    }

    private void text(
            ChannelHandlerContext ctx, HttpRequest complete, HttpResponseStatus status, @Nullable String message) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("message", message)
                .endObject()
                .newLine();
        whole(ctx, complete, status, json.toByteArray());
    }

    private void whole(ChannelHandlerContext ctx, HttpRequest complete, HttpResponseStatus status, byte[] body) {
        boolean empty = status.equals(HttpResponseStatus.NO_CONTENT) || status.equals(HttpResponseStatus.NOT_MODIFIED);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, empty ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        response.headers().set(CONTENT_TYPE, AdminReply.JSON);
        if (!empty) {
            HttpUtil.setContentLength(response, body.length);
        }
        HttpUtil.setKeepAlive(response, HttpUtil.isKeepAlive(complete));
        finish(ctx, complete, ctx.writeAndFlush(response));
    }

    private void bytes(ChannelHandlerContext ctx, HttpRequest complete, long count) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set(CONTENT_TYPE, "application/octet-stream");
        HttpUtil.setContentLength(head, count);
        HttpUtil.setKeepAlive(head, HttpUtil.isKeepAlive(complete));
        ctx.write(head);
        finish(ctx, complete, ctx.writeAndFlush(new HttpChunkedInput(new Filler(count))));
    }

    private void finish(ChannelHandlerContext ctx, HttpRequest complete, ChannelFuture written) {
        request = null;
        if (HttpUtil.isKeepAlive(complete)) {
            written.addListener(done -> next(ctx));
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void next(ChannelHandlerContext ctx) {
        busy(ctx, false);
        while (!busy && !waiting.isEmpty()) {
            receive(ctx, waiting.remove());
        }
    }

    private static String path(String uri) {
        int end = uri.indexOf('?');
        return end < 0 ? uri : uri.substring(0, end);
    }

    /** The last segment of {@code path}. */
    private static long number(String path, long min, long max) {
        String digits = path.substring(path.lastIndexOf('/') + 1);
        if (digits.matches("[0-9]{1,13}")) {
            long value = Long.parseLong(digits);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                path + " must end in a number between " + min + " and " + max + " but ends in " + digits);
    }
}
