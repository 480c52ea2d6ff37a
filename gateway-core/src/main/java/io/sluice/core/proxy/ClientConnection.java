package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.ResponseHead;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: one exchange at a time, pipelined requests in order, keep-alive. Ends with a lingering close when the client may still be
 * sending, so that it gets to read the answer.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements BodyStream.Source, BodyStream.Target {
    /** How much of an unwanted request body is read so that the connection can be kept. */
    private static final int MAX_DRAIN = 256 * 1024;

    private final Worker worker;
    private final Binding binding;
    private final String scheme;
    private final RequestDecoder decoder;
    private final ResponseEncoder encoder;
    private final Deadlines.Deadline deadline = new Deadlines.Deadline(this::expired);
    private final Pipeline pipelined = new Pipeline();
    private @Nullable Channel channel;
    private @Nullable ProxyExchange exchange;
    private @Nullable Peer peer;
    private boolean requestOpen;
    private boolean reading;
    private boolean heldBack;
    private boolean sawMessage;
    private boolean flushDue;
    private boolean headBegun;
    private boolean closing;
    private boolean taking;
    private int drained;
    private long idleSince = System.nanoTime();

    ClientConnection(Worker worker, Binding binding, String scheme, RequestDecoder decoder, ResponseEncoder encoder) {
        this.worker = worker;
        this.binding = binding;
        this.scheme = scheme;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    Peer peer() {
        if (peer == null) {
            peer = Peer.of(socket());
        }
        return peer;
    }

    /** Whether client bytes are being worked on, so that everything written now is flushed soon. */
    boolean isReading() {
        return reading;
    }

    /** Starts the clock of the current exchange afresh. */
    void arm(Deadlines.Queue queue) {
        queue.arm(deadline, System.nanoTime());
    }

    void disarm() {
        deadline.cancel();
    }

    void sendHead(ResponseHead answer, boolean answersHead) {
        encoder.answersHead(answersHead);
        HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, answer.headers());
        socket().write(head, socket().voidPromise());
        flushDue = true;
    }

    void sendInterim(HttpResponse head) {
        socket().write(head, socket().voidPromise());
        socket().flush();
    }

    /** Flushes now, or with the end of the current read. */
    void flush() {
        if (!reading && flushDue) {
            flushDue = false;
            socket().flush();
        }
    }

    /** The response is written to its end. */
    void exchangeFinished(boolean keepAlive) {
        exchange = null;
        idleSince = System.nanoTime();
        if (!keepAlive) {
            finishConnection();
        } else if (requestOpen) {
            drained = 0;
            resumeReading();
            worker.clientBodyQueue().arm(deadline, idleSince);
        } else {
            next();
        }
        flush();
    }

    /** The response cannot be completed: the client must not take what it got for the whole. */
    void truncate() {
        exchange = null;
        closing = true;
        socket().config().setOption(ChannelOption.SO_LINGER, 0);
        socket().close();
    }

    /** Closes the connection if it has had nothing to do for {@code nanos}. */
    void closeIfIdle(long nanos) {
        boolean idle = exchange == null && !requestOpen && !headBegun && !closing && pipelined.isEmpty();
        if (idle && System.nanoTime() - idleSince >= nanos) {
            finishConnection();
        }
    }

    @Override
    public void body(ByteBuf chunk) {
        socket().write(new DefaultHttpContent(chunk), socket().voidPromise());
        flushDue = true;
    }

    @Override
    public void endBody(@Nullable HttpHeaders trailers) {
        socket().write(UpstreamConnection.last(trailers), socket().voidPromise());
        flushDue = true;
        if (exchange != null) {
            exchange.delivered();
        }
    }

    @Override
    public boolean writable() {
        return socket().isWritable();
    }

    @Override
    public void pauseReading() {
        heldBack = true;
        socket().config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        heldBack = false;
        socket().config().setAutoRead(true);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        if (ctx.channel().isActive()) {
            opened();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        opened();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadline.cancel();
        closing = true;
        if (worker.forget(this)) {
            binding.meters().open().decrement();
        }
        pipelined.release();
        ProxyExchange cut = exchange;
        exchange = null;
        if (cut != null) {
            cut.clientGone();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = true;
        sawMessage = true;
        HttpObject object = (HttpObject) message;
        if (closing) {
            ReferenceCountUtil.release(object);
        } else if (!pipelined.isEmpty() || object instanceof HttpRequest && !isFree()) {
            queue(object);
        } else {
            accept(object);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        if (exchange != null) {
            exchange.clientReadComplete();
        }
        flush();
        boolean partial = decoder.takeBytesSeen() && !sawMessage;
        sawMessage = false;
        if (partial && !headBegun && exchange == null && !requestOpen && !closing) {
            headBegun = true;
            worker.clientHeadersQueue().arm(deadline, System.nanoTime());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            return;
        }
        if (exchange != null) {
            exchange.clientWritable();
        } else if (!pipelined.isEmpty()) {
            next();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            binding.meters().handshakeFailures().increment();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void opened() {
        if (worker.remember(this)) {
            binding.meters().accepted().increment();
            binding.meters().open().increment();
            worker.clientIdleQueue().arm(deadline, System.nanoTime());
        }
    }

    private Channel socket() {
        if (channel == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return channel;
    }

    private void accept(HttpObject object) {
        if (object instanceof HttpRequest request) {
            begin(request);
        }
        if (object instanceof HttpContent content) {
            content(content);
        }
    }

    private void begin(HttpRequest request) {
        deadline.cancel();
        requestOpen = true;
        heldBack = false;
        headBegun = false;
        try {
            RequestHead head = Framing.admit(
                    request, scheme, peer().local(), worker.settings().limits().requestHeaderCount());
            ProxyExchange fresh = worker.exchange(this, binding, request, head);
            exchange = fresh;
            fresh.begin();
        } catch (Refused e) {
            refuse(e.error());
        }
    }

    private void refuse(GatewayError error) {
        closing = true;
        requestOpen = true;
        ProxyExchange refusal = worker.refusal(this, scheme);
        exchange = refusal;
        refusal.refuse(error);
    }

    private void content(HttpContent content) {
        if (closing) {
            content.release();
            return;
        }
        boolean last = content instanceof LastHttpContent;
        requestOpen = !last;
        if (content.decoderResult().isFailure()) {
            content.release();
            requestOpen = true;
            malformedBody();
        } else if (exchange != null) {
            exchange.requestContent(content);
        } else {
            drain(content);
        }
    }

    private void malformedBody() {
        if (exchange == null) {
            finishConnection();
        } else {
            exchange.malformedRequest();
        }
    }

    /** Reads past the body of a request that has been answered already. */
    private void drain(HttpContent content) {
        drained += content.content().readableBytes();
        content.release();
        if (!requestOpen) {
            next();
        } else if (drained > MAX_DRAIN) {
            finishConnection();
        }
    }

    /** Whether the next request can be taken: the one before is over, and the client reads its answers. */
    private boolean isFree() {
        return exchange == null && !requestOpen && socket().isWritable();
    }

    private void queue(HttpObject object) {
        pipelined.add(object);
        socket().config().setAutoRead(false);
    }

    /** Takes up what was pipelined until it has to wait for a response, or waits for the client. */
    private void next() {
        if (taking) {
            return;
        }
        taking = true;
        try {
            for (HttpObject next = pipelined.take(isFree()); next != null; next = pipelined.take(isFree())) {
                accept(next);
            }
        } finally {
            taking = false;
        }
        if (exchange != null) {
            exchange.clientReadComplete();
            socket().config().setAutoRead(pipelined.isEmpty() && !heldBack);
        } else if (!pipelined.isEmpty()) {
            worker.streamIdleQueue().arm(deadline, System.nanoTime());
        } else if (!closing && socket().isActive()) {
            resumeReading();
            if (!requestOpen) {
                worker.clientIdleQueue().arm(deadline, idleSince);
            }
        }
    }

    /** Closes behind what has been written; what the client still sends is not looked at. */
    private void finishConnection() {
        closing = true;
        pipelined.release();
        flushDue = false;
        worker.streamIdleQueue().arm(deadline, System.nanoTime());
        if (requestOpen) {
            LingeringClose.whileClientSends(socket(), this::linger);
        } else {
            LingeringClose.atOnce(socket());
        }
    }

    private void linger() {
        worker.deadlines().queue(LingeringClose.PATIENCE).arm(deadline, System.nanoTime());
    }

    private void expired() {
        if (exchange != null) {
            exchange.expired();
        } else if (headBegun && !closing) {
            headBegun = false;
            refuse(GatewayError.REQUEST_TIMEOUT);
        } else if (closing || requestOpen) {
            socket().close();
        } else {
            finishConnection();
        }
    }
}
