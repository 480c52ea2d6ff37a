package io.sluice.core.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: one exchange at a time, pipelined requests in order, keep-alive. Ends with a lingering close when the client may still be
 * sending, so that it gets to read the answer.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements BodyStream.Source {
    /** How much of an unwanted request body is read so that the connection can be kept. */
    private static final int MAX_DRAIN = 256 * 1024;

    private final Worker worker;
    private final Binding binding;
    private final String scheme;
    private final RequestDecoder decoder;
    private final Deadlines.Deadline deadline = new Deadlines.Deadline(this::expired);
    private @Nullable ResponseWriter writer;
    private @Nullable Channel channel;
    private @Nullable ProxyExchange exchange;
    private @Nullable Peer peer;
    private boolean requestOpen;
    private boolean reading;
    private boolean sawMessage;
    private boolean headBegun;
    private boolean closing;
    private boolean inputEnded;
    private int drained;
    private long idleSince = System.nanoTime();

    ClientConnection(Worker worker, Binding binding, String scheme, RequestDecoder decoder) {
        this.worker = worker;
        this.binding = binding;
        this.scheme = scheme;
        this.decoder = decoder;
    }

    Peer peer() {
        if (peer == null) {
            peer = Peer.of(socket(), worker.forwarded());
        }
        return peer;
    }

    /** Whether client bytes are being worked on, so that everything written now is flushed soon. */
    boolean isReading() {
        return reading;
    }

    /** Starts the clock of the current exchange afresh; a client that has closed its side of the connection is given less. */
    void arm(Deadlines.Queue queue) {
        boolean mayHaveLeft = inputEnded && writer().writable();
        (mayHaveLeft ? worker.clientHalfClosedQueue() : queue).arm(deadline, System.nanoTime());
    }

    void disarm() {
        deadline.cancel();
    }

    /** Where responses are written to. */
    ResponseWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return writer;
    }

    /** Flushes now, or with the end of the current read. */
    void flush() {
        if (!reading) {
            writer().flush();
        }
    }

    /** Whether another request can follow the current one. */
    boolean mayGoOn() {
        return !worker.draining() && worker.listener(binding) != null && (!inputEnded || decoder.holdsBytes());
    }

    /** The current exchange goes on as a tunnel with {@code end}: there are no more requests on this connection. */
    void joins(TunnelEnd end) {
        end.install(this);
        if (inputEnded) {
            inputEnded = false;
            end.endInput();
        } else {
            resumeReading();
        }
    }

    /** The response is written to its end. */
    void exchangeFinished(boolean keepAlive, long now) {
        exchange = null;
        idleSince = now;
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

    /** Closes the connection if it is idle and its listener is no longer there. */
    void listenersChanged() {
        if (worker.listener(binding) == null) {
            closeIfIdle(0);
        }
    }

    /** Closes the connection if it has had nothing to do for {@code nanos}. */
    void closeIfIdle(long nanos) {
        boolean idle = exchange == null && !requestOpen && !headBegun && !closing && !decoder.holdsBytes();
        if (idle && System.nanoTime() - idleSince >= nanos) {
            finishConnection();
        }
    }

    @Override
    public void pauseReading() {
        socket().config().setAutoRead(false);
    }

    @Override
    public void resumeReading() {
        if (!inputEnded) {
            socket().config().setAutoRead(true);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        writer = new ResponseWriter(ctx.channel(), this::responseEnded);
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
        writer().discard();
        if (worker.forget(this)) {
            binding.meters().open().decrement();
        }
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
        holdBackWhatIsAhead();
        boolean partial = decoder.takeBytesSeen() && !sawMessage;
        sawMessage = false;
        if (partial && !headBegun && exchange == null && !requestOpen && !closing) {
            headBegun = true;
            worker.clientHeadersQueue().arm(deadline, System.nanoTime());
        }
        if (inputEnded) {
            endWithInput();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            return;
        }
        if (exchange != null) {
            exchange.clientWritable();
        } else if (decoder.holds() && !closing) {
            next();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            binding.meters().handshakeFailures().increment();
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            endWithInput();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        writer().flush();
        ctx.close();
    }

    private void opened() {
        if (worker.remember(this)) {
            binding.meters().accepted().increment();
            binding.meters().open().increment();
            worker.clientIdleQueue().arm(deadline, System.nanoTime());
        }
    }

    /** The client sends nothing more. It still gets the answers to what it has sent whole, if it waits for them. */
    private void endWithInput() {
        if (exchange != null && !requestOpen) {
            arm(worker.clientHalfClosedQueue());
        } else if (exchange != null) {
            socket().close();
        } else if (!decoder.holdsBytes()) {
            finishConnection();
        }
    }

    Channel socket() {
        if (channel == null) {
            throw new IllegalStateException("the connection is not open yet");
        }
        return channel;
    }

    private void responseEnded() {
        if (exchange != null) {
            exchange.delivered();
        }
    }

    /** A client that sends ahead of its turn is not read any more until then. */
    private void holdBackWhatIsAhead() {
        if (decoder.holdsBytes()) {
            socket().config().setAutoRead(false);
        }
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
        headBegun = false;
        try {
            RequestHead head = RequestAdmission.admit(request, scheme, peer().local());
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
        refusal.failed(error);
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

    /** Takes the next request, if the client has sent one and reads its answers; else waits for that. */
    private void next() {
        if (!socket().isWritable()) {
            worker.streamIdleQueue().arm(deadline, System.nanoTime());
            return;
        }
        resumeReading();
        worker.clientIdleQueue().arm(deadline, idleSince);
        decoder.next();
    }

    /** Closes behind what has been written; what the client still sends is not looked at. */
    private void finishConnection() {
        closing = true;
        decoder.ignoreRest();
        writer().flush();
        worker.streamIdleQueue().arm(deadline, System.nanoTime());
        if (requestOpen && !inputEnded) {
            LingeringClose.whileClientSends(socket(), this::linger);
        } else {
            LingeringClose.atOnce(socket());
        }
    }

    private void linger() {
        worker.deadlines().queue(LingeringClose.PATIENCE).arm(deadline, System.nanoTime());
    }

    private void expired() {
        if (exchange != null && inputEnded) {
            socket().close();
        } else if (exchange != null) {
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
