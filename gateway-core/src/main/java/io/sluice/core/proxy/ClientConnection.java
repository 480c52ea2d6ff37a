package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.RequestHead;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: one exchange at a time, pipelined requests in order, keep-alive. Ends with a lingering close when the client may still be
 * sending, so that it gets to read the answer.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements MessageReceiver<HttpRequest> {
    /** How much of an unwanted request body is read so that the connection can be kept. */
    private static final int MAX_DRAIN = 256 * 1024;

    private final Worker worker;
    private final Binding binding;
    private final String scheme;
    private final Channel socket;
    private final Peer peer;
    private final ResponseWriter writer;
    private final MessageReader<HttpRequest> requests;
    private final Deadlines.Deadline deadline;
    private final ReadSwitch reads;
    private @Nullable ProxyExchange exchange;
    private boolean requestOpen;
    private boolean headBegun;
    private boolean closing;
    private boolean inputEnded;
    private int drained;
    private long idleSince = System.nanoTime();

    ClientConnection(Worker worker, Binding binding, String scheme, MessageBounds bounds, Channel socket) {
        this.worker = worker;
        this.binding = binding;
        this.scheme = scheme;
        this.socket = socket;
        deadline = worker.deadlines().deadline(this::expired);
        reads = new ReadSwitch(socket);
        peer = Peer.of(socket, scheme, worker.forwarded());
        writer = new ResponseWriter(socket, this::responseEnded);
        requests = MessageReader.ofRequests(bounds, worker.lineRoom(), this);
    }

    Channel socket() {
        return socket;
    }

    Peer peer() {
        return peer;
    }

    ReadSwitch reads() {
        return reads;
    }

    /** Whether client bytes are being worked on, so that everything written now is flushed soon. */
    boolean isReading() {
        return reads.isHandingOut();
    }

    /** Starts the clock of the current exchange afresh; a client that has closed its side of the connection is given less. */
    void arm(Duration wait) {
        boolean mayHaveLeft = inputEnded && writer.writable();
        deadline.arm(mayHaveLeft ? worker.timeouts().clientHalfClosed() : wait);
    }

    void disarm() {
        deadline.cancel();
    }

    /** Where responses are written to. */
    ResponseWriter writer() {
        return writer;
    }

    /** Flushes now, or with the end of the current read. */
    void flush() {
        if (!isReading()) {
            writer.flush();
        }
    }

    /** Whether another request can follow the current one. */
    boolean mayGoOn() {
        return !worker.draining() && worker.listener(binding) != null && (!inputEnded || requests.isAhead());
    }

    /** The current exchange goes on as a tunnel with {@code end}: there are no more requests on this connection. */
    void joins(TunnelEnd end) {
        end.install(this);
        reads.resumeReading();
        end.inherit(requests.takeRest());
        if (inputEnded) {
            inputEnded = false;
            end.endInput();
        }
    }

    /** The response is written to its end. */
    void exchangeFinished(boolean keepAlive, long now) {
        exchange = null;
        if (!keepAlive) {
            finishConnection();
        } else if (requestOpen) {
            drained = 0;
            reads.resumeReading();
            deadline.arm(worker.timeouts().clientBody(), now);
        } else {
            next(now);
        }
        flush();
    }

    /** The response cannot be completed: the client must not take what it got for the whole. */
    void truncate() {
        exchange = null;
        hearNoMore();
        socket.config().setOption(ChannelOption.SO_LINGER, 0);
        socket.close();
    }

    /** Closes the connection if it is idle and its listener is no longer there. */
    void listenersChanged() {
        if (worker.listener(binding) == null) {
            closeIfIdle(0);
        }
    }

    /** Closes the connection if it has had nothing to do for {@code nanos}. */
    void closeIfIdle(long nanos) {
        boolean idle = exchange == null && !requestOpen && !headBegun && !closing && !requests.isAhead();
        if (idle && System.nanoTime() - idleSince >= nanos) {
            finishConnection();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (worker.remember(this)) {
            binding.meters().accepted().increment();
            binding.meters().open().increment();
            deadline.arm(worker.timeouts().clientIdle());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        hearNoMore();
        requests.release();
        writer.discard();
        if (worker.forget(this)) {
            binding.meters().open().decrement();
        }
        ProxyExchange cut = exchange;
        exchange = null;
        try {
            if (cut != null) {
                cut.clientGone();
            }
        } finally {
            deadline.end();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reads.handOut();
        requests.read((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        readComplete();
    }

    private void readComplete() {
        reads.handedOut();
        requests.readComplete();
        if (exchange != null) {
            exchange.clientReadComplete();
        }
        flush();
        if (requests.isAhead()) {
            reads.pauseReading(); // until it is the turn of what was sent ahead
        }
        if (!headBegun && requests.isInHead()) {
            headBegun = true;
            deadline.arm(worker.timeouts().clientHeaders());
        }
        if (inputEnded) {
            endWithInput();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        boolean writable = socket.isWritable();
        if (writable && exchange != null) {
            exchange.clientWritable();
        } else if (writable && requests.isOver()) {
            next(System.nanoTime());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            binding.meters().handshakeFailures().increment();
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            reads.end();
            endWithInput();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        broken();
    }

    /** The client sends nothing more. It still gets the answers to what it has sent whole, if it waits for them. */
    private void endWithInput() {
        if (exchange != null && !requestOpen) {
            arm(worker.timeouts().clientHalfClosed());
        } else if (exchange != null) {
            socket.close();
        } else if (!requests.isAhead()) {
            finishConnection();
        }
    }

    private void responseEnded() {
        if (exchange != null) {
            exchange.delivered();
        }
    }

    @Override
    public void headRead(HttpRequest request) {
        begin();
        try {
            RequestHead head = RequestAdmission.admit(request, scheme, peer.local());
            ProxyExchange fresh = worker.exchange(this, binding, request, head);
            exchange = fresh;
            fresh.begin();
        } catch (Refused e) {
            refuse(e.error());
        }
    }

    private void begin() {
        deadline.cancel();
        requestOpen = true;
        headBegun = false;
    }

    private void refuse(GatewayError error) {
        hearNoMore();
        requestOpen = true;
        ProxyExchange refusal = worker.refusal(this, scheme);
        exchange = refusal;
        refusal.failed(error);
    }

    @Override
    public void bodyRead(ByteBuf piece) {
        ProxyExchange current = exchange;
        if (current != null && !closing) {
            current.requestBody().offer(piece);
            current.requestReceived();
        } else {
            drain(piece);
        }
    }

    @Override
    public void endRead(@Nullable HttpHeaders trailers) {
        if (closing) {
            return;
        }
        requestOpen = false;
        ProxyExchange current = exchange;
        if (current != null) {
            current.requestBody().end(Trailers.clean(trailers));
            current.requestReceived();
        } else {
            next(System.nanoTime());
        }
    }

    @Override
    public void refused(GatewayError error) {
        if (closing) {
            return;
        }
        if (!requestOpen) {
            begin();
            refuse(error);
        } else if (exchange != null) {
            exchange.refuse(GatewayError.BAD_REQUEST);
        } else {
            finishConnection();
        }
    }

    /** Reads past the body of a request that has been answered already. */
    private void drain(ByteBuf piece) {
        drained += piece.readableBytes();
        piece.release();
        if (drained > MAX_DRAIN && !closing) {
            finishConnection();
        }
    }

    /** Takes the next request, if the client has sent one and reads its answers; else waits for that. */
    private void next(long now) {
        idleSince = now;
        if (inputEnded && !requests.isAhead()) {
            finishConnection();
            return;
        }
        if (!socket.isWritable()) {
            deadline.arm(worker.timeouts().streamIdle());
            return;
        }
        reads.resumeReading();
        deadline.arm(worker.timeouts().clientIdle(), now);
        if (requests.next()) {
            readOn();
        }
    }

    /** What fails here is this connection's matter, not that of the one whose event has led here. */
    private void readOn() {
        try {
            reads.handOut();
            requests.readOn();
            readComplete();
        } catch (RuntimeException | Error e) {
            broken();
        }
    }

    private void broken() {
        reads.handedOut();
        hearNoMore();
        writer.flush();
        socket.close();
    }

    /** What the client still sends is not looked at. */
    private void hearNoMore() {
        closing = true;
        requests.ignore();
    }

    /** Closes behind what has been written. */
    private void finishConnection() {
        hearNoMore();
        writer.flush();
        deadline.arm(worker.timeouts().streamIdle());
        if (requestOpen && !inputEnded) {
            LingeringClose.whileClientSends(socket, () -> deadline.arm(LingeringClose.PATIENCE));
        } else {
            LingeringClose.atOnce(socket);
        }
    }

    private void expired() {
        if (exchange != null && inputEnded) {
            socket.close();
        } else if (exchange != null) {
            exchange.expired();
        } else if (headBegun && !closing) {
            headBegun = false;
            refuse(GatewayError.REQUEST_TIMEOUT);
        } else if (closing || requestOpen) {
            socket.close();
        } else {
            finishConnection();
        }
    }
}
