package io.sluice.core.proxy;

import static io.netty.handler.codec.ByteToMessageDecoder.MERGE_CUMULATOR;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The incoming half of a connection: tells of one message at a time, and keeps what came in and is not read yet. Behind the end of a message the rest
 * stays bytes until {@link #next}. So a peer that sends ahead costs no more than what it sent, and what is behind a message that changes the protocol is
 * still there when that protocol begins.
 */
final class MessageReader<M extends HttpMessage> {
    private final MessageParser<M> parser;
    private @Nullable ByteBuf unread;
    private boolean reading;

    private MessageReader(MessageParser<M> parser) {
        this.parser = parser;
    }

    /** @param room for lines, see {@link LineScanner} */
    static MessageReader<HttpRequest> ofRequests(
            MessageBounds bounds, byte[] room, MessageReceiver<HttpRequest> receiver) {
        return new MessageReader<>(new MessageParser<>(RequestGrammar.INSTANCE, bounds, room, true, receiver));
    }

    /**
     * @param room for lines, see {@link LineScanner}
     * @param answersHead see {@link ResponseGrammar}
     */
    static MessageReader<HttpResponse> ofResponses(
            MessageBounds bounds, byte[] room, BooleanSupplier answersHead, MessageReceiver<HttpResponse> receiver) {
        return new MessageReader<>(
                new MessageParser<>(new ResponseGrammar(answersHead), bounds, room, false, receiver));
    }

    /** Takes ownership of {@code bytes}, the next that came in, and tells the receiver what is in them. */
    void read(ByteBuf bytes) {
        ByteBuf before = unread;
        unread = before == null ? bytes : MERGE_CUMULATOR.cumulate(before.alloc(), before, bytes);
        if (!reading) {
            readOn();
        }
    }

    /** Goes on with what is there. */
    void readOn() {
        reading = true;
        try {
            for (ByteBuf in = unread; in != null && in.isReadable() && parser.step(in); ) {
                in = unread;
            }
        } finally {
            reading = false;
        }
        if (unread != null && !unread.isReadable()) {
            release();
        }
    }

    /** What is left over has to wait: keeps no more memory for it than it needs. */
    void readComplete() {
        if (unread != null) {
            unread = SmallCopy.of(unread);
        }
    }

    /** The message that has ended is dealt with; true if the caller is to {@link #readOn}, since what follows is here already. */
    boolean next() {
        parser.next();
        return !reading && hasBytes();
    }

    /** Whether it waits for {@link #next}. */
    boolean isOver() {
        return parser.isOver();
    }

    /** Whether something has come in behind the end of a message. */
    boolean isAhead() {
        return parser.isOver() && hasBytes();
    }

    /** Whether a head has begun to come in, and no more than that. Empty lines in front of it are no beginning. */
    boolean isInHead() {
        return parser.awaitsHead() && (parser.hasStartLine() || hasBytes());
    }

    /** From now on nothing that comes in is looked at; the end of a message that is being told is heard nevertheless. */
    void ignore() {
        parser.ignore();
    }

    /** The peer has ended the connection in good order. */
    void endOfInput() {
        parser.endOfInput();
    }

    /** What was not read, which is the caller's from now on; null if that is nothing. */
    @Nullable
    ByteBuf takeRest() {
        ByteBuf rest = unread;
        unread = null;
        return rest;
    }

    /** Gives up what was not read. */
    void release() {
        ByteBuf rest = takeRest();
        if (rest != null) {
            rest.release();
        }
    }

    private boolean hasBytes() {
        return unread != null && unread.isReadable();
    }
}
