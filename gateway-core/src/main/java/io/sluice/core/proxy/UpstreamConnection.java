package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.sluice.core.policy.GatewayError;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an upstream, carrying at most one request at a time. It goes back to its pool only when the request was sent whole and the
 * response received whole, with nothing behind it. Bytes that nobody asked for, before a request or behind its response, are not looked at: they make the
 * connection unusable, since they could become the answer to somebody else's request.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter
        implements MessageReceiver<HttpResponse>, BodyStream.Target {
    private final UpstreamPool pool;
    private final int maxInterim;
    private final MessageReader<HttpResponse> responses;
    private final Deadlines.Deadline idle;
    private @Nullable Channel channel;
    private @Nullable ReadSwitch reads;
    private @Nullable MessageWriter writer;
    private @Nullable UpstreamClient client;
    private @Nullable TunnelEnd tunnel;
    private boolean answersHead;
    private boolean requestDone;
    private boolean responseDone = true;
    private boolean skippingInterim;
    private boolean answerBegun;
    private boolean reusable;
    private boolean errorStatus;
    private boolean used;
    private boolean busy;
    private boolean established;
    private boolean saidGoodbye;
    private int interim;

    /** @param room for lines, see {@link LineScanner} */
    UpstreamConnection(UpstreamPool pool, Deadlines deadlines, MessageBounds bounds, byte[] room) {
        this.pool = pool;
        idle = deadlines.deadline(this::close);
        maxInterim = bounds.interim();
        responses = MessageReader.ofResponses(bounds, room, () -> answersHead, this);
    }

    /** Whether it has carried a request before, so that the upstream may have closed it meanwhile. */
    boolean used() {
        return used;
    }

    /** Whether a byte of the answer has arrived. */
    boolean answerBegun() {
        return answerBegun;
    }

    /** Whether what is read now belongs to a response that was asked for. */
    private boolean expectsBytes() {
        return client != null && !responseDone;
    }

    /** Whether nothing has come in that the loop has not seen yet, neither bytes nor the end; asks the system. To be called while idle. */
    boolean isQuiet() {
        return SocketProbe.isQuiet(socket());
    }

    boolean isOpen() {
        return channel != null && channel.isActive() && !((DuplexChannel) channel).isOutputShutdown();
    }

    /** Whether the pool counts it as carrying a request. */
    boolean busy() {
        return busy;
    }

    void busy(boolean carriesRequest) {
        busy = carriesRequest;
    }

    /** The pool counts it as open from now on; one that fails before, in its TLS handshake, was never counted. */
    void established() {
        established = true;
    }

    Deadlines.Deadline idleDeadline() {
        return idle;
    }

    /** Belongs to {@code who} from now on. */
    void lease(UpstreamClient who) {
        idle.cancel();
        client = who;
        requestDone = false;
        responseDone = false;
        answerBegun = false;
        skippingInterim = false;
        reusable = false;
        interim = 0;
        responses.next();
    }

    /** Sends the head of a request; nothing is flushed yet. */
    void send(HttpRequest head) {
        answersHead = head.method().equals(HttpMethod.HEAD);
        writer().request(head);
    }

    void flush() {
        writer().flush();
    }

    /** The lease of {@code who} ends before the response did: the connection cannot be used again. Without a lease it may be somebody else's. */
    void abort(UpstreamClient who) {
        if (client == who) {
            client = null;
            close();
        }
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    /** Goes on as {@code end} of a tunnel, which gets what is behind the head that is being read. */
    void joins(TunnelEnd end) {
        tunnel = end;
        end.install(this);
    }

    @Override
    public void body(ByteBuf chunk) {
        writer().body(chunk);
    }

    @Override
    public void endBody(@Nullable HttpHeaders trailers) {
        writer().end(trailers);
        requestDone = true;
        finishIfDone();
    }

    @Override
    public boolean writable() {
        return socket().isWritable();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        reads = new ReadSwitch(ctx.channel());
        writer = new MessageWriter(ctx.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (!bytes.isReadable()) {
            bytes.release();
        } else if (expectsBytes()) {
            answered(bytes);
        } else {
            bytes.release();
            surplus();
        }
    }

    private void answered(ByteBuf bytes) {
        answerBegun = true;
        responses.read(bytes);
        if (tunnel != null) {
            tunnel.inherit(responses.takeRest());
        } else if (responses.isAhead()) {
            surplus();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        responses.readComplete();
        afterRead();
    }

    private void afterRead() {
        if (client != null) {
            client.readComplete();
        }
        finishIfDone();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (client != null && ctx.channel().isWritable()) {
            client.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        idle.end();
        try {
            endOfInput(ctx);
            fail(GatewayError.UPSTREAM_RESET);
        } finally {
            responses.release();
            writer().discard();
            if (established) {
                pool.closed(this);
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent close && close.isSuccess()) {
            saidGoodbye = true;
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!mayStillAnswer(cause)) {
            fail(GatewayError.UPSTREAM_RESET);
            ctx.close();
        }
    }

    /** Whether only writing has failed: an upstream that ends an upload early has often sent its answer before it closed. */
    private boolean mayStillAnswer(Throwable cause) {
        DuplexChannel socket = (DuplexChannel) socket();
        return expectsBytes()
                && cause instanceof IOException
                && socket.isActive()
                && socket.isOutputShutdown()
                && !socket.isInputShutdown();
    }

    Channel socket() {
        return opened(channel);
    }

    ReadSwitch reads() {
        return opened(reads);
    }

    private MessageWriter writer() {
        return opened(writer);
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return part;
    }

    /** A body that ends with its connection is complete only if the upstream ended the connection and nobody else did (RFC 9112 section 9.8). */
    private void endOfInput(ChannelHandlerContext ctx) {
        boolean secured = ctx.pipeline().get(SslHandler.class) != null;
        if (expectsBytes() && (saidGoodbye || !secured)) {
            responses.endOfInput();
        }
        if (client != null && responseDone) {
            afterRead();
        }
    }

    private void surplus() {
        reusable = false;
        close();
    }

    @Override
    public void headRead(HttpResponse head) {
        UpstreamClient who = client;
        if (who == null) {
            return;
        }
        if (head.status().code() >= 200) {
            reusable = HopByHop.keepsAlive(head) && isDelimited(head);
            errorStatus = head.status().code() >= 400;
            who.responseHead(head);
            return;
        }
        skippingInterim = true;
        if (head.status().code() == 101) {
            switchProtocol(head, who);
        } else if (++interim > maxInterim) {
            badResponse();
        } else {
            who.interim(head);
        }
    }

    private void switchProtocol(HttpResponse head, UpstreamClient who) {
        if (!who.switched(head, this)) {
            badResponse();
        }
    }

    @Override
    public void bodyRead(ByteBuf piece) {
        if (client == null) {
            piece.release();
        } else {
            client.responseBody(piece);
        }
    }

    @Override
    public void endRead(@Nullable HttpHeaders trailers) {
        if (client == null || tunnel != null) {
            return;
        }
        if (skippingInterim) {
            skippingInterim = false;
            responses.next();
        } else {
            responseDone = true;
            client.responseEnd(Trailers.clean(trailers));
        }
    }

    @Override
    public void refused(GatewayError error) {
        if (client != null) {
            badResponse();
        }
    }

    /** Whether the end of the response is known from its head, not from the end of the connection. */
    private boolean isDelimited(HttpResponse head) {
        return answersHead
                || BodyFraming.isBodiless(head.status().code())
                || head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || BodyFraming.isChunked(head.headers());
    }

    private void badResponse() {
        fail(GatewayError.UPSTREAM_BAD_RESPONSE);
        close();
    }

    private void fail(GatewayError error) {
        UpstreamClient who = client;
        client = null;
        if (who != null && !responseDone) {
            who.broken(error);
        } else if (who != null) {
            who.restUnwanted();
        }
    }

    /** Whether both directions are over; then the lease ends here. */
    private void finishIfDone() {
        if (client == null || !responseDone || !requestDone) {
            return;
        }
        client = null;
        used = true;
        if (reusable && isOpen()) {
            reads().resumeReading();
            pool.release(this);
        } else {
            close();
        }
    }

    /** Whether the response to {@code who} is complete, has no status of an error, and leaves the connection good for another request after the rest of this one. */
    boolean takesRest(UpstreamClient who) {
        return client == who && responseDone && !requestDone && !errorStatus && reusable && isOpen();
    }

    /** The client needs no more of this connection: the response is complete, the rest of the request will not be sent. */
    void giveUpRequest(UpstreamClient who) {
        if (responseDone && !requestDone) {
            abort(who);
        }
    }
}
