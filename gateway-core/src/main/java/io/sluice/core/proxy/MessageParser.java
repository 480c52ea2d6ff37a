package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMessage;
import io.sluice.core.policy.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a connection into messages, and is their judge: what is not exactly a message by RFC 9112 is refused here, before anybody acts on
 * it, and no later byte is looked at. Behind the end of a message it waits for {@link #next}.
 */
final class MessageParser<M extends HttpMessage> {
    private enum Stage {
        HEAD,
        BODY,
        OVER,
        DEAF
    }

    private final Grammar<M> grammar;
    private final MessageBounds bounds;
    private final MessageReceiver<M> receiver;
    private final LineScanner lines;
    private final FieldSection fields;
    private final BodyReader body;
    private Stage stage = Stage.HEAD;
    private @Nullable M head;
    private int emptyLines;

    /**
     * @param room for lines, see {@link LineScanner}
     * @param dropsLookAlikes whether fields that look like others are left out
     */
    MessageParser(
            Grammar<M> grammar,
            MessageBounds bounds,
            byte[] room,
            boolean dropsLookAlikes,
            MessageReceiver<M> receiver) {
        lines = new LineScanner(room);
        this.grammar = grammar;
        this.bounds = bounds;
        this.receiver = receiver;
        fields = new FieldSection(lines, bounds.fields(), dropsLookAlikes);
        FieldSection trailers = new FieldSection(lines, bounds.trailers(), dropsLookAlikes);
        body = new BodyReader(lines, trailers, bounds.chunkLine());
    }

    /** Whether the end of a message has been reached. */
    boolean isOver() {
        return stage == Stage.OVER;
    }

    /** Whether it waits for a head, or for the rest of one. */
    boolean awaitsHead() {
        return stage == Stage.HEAD;
    }

    /** Whether it has taken the first line of a head, and not the last one yet. */
    boolean hasStartLine() {
        return head != null;
    }

    /** What follows is another message. */
    void next() {
        if (stage == Stage.OVER) {
            stage = Stage.HEAD;
        }
    }

    /** From now on bytes are thrown away. */
    void ignore() {
        stage = Stage.DEAF;
    }

    /** Takes one step: a head, or a piece of a body. False if that needs more bytes, or {@link #next}. */
    boolean step(ByteBuf in) {
        try {
            return switch (stage) {
                case HEAD -> readHead(in);
                case BODY -> readBody(in);
                case OVER -> false;
                case DEAF -> skip(in);
            };
        } catch (Refused e) {
            ignore();
            skip(in);
            receiver.refused(e.error());
            return false;
        }
    }

    /** The connection has come to its orderly end: so has a body that nothing else delimits. */
    void endOfInput() {
        if (stage == Stage.BODY && body.endsWithConnection()) {
            ignore();
            receiver.endRead(null);
        }
    }

    private static boolean skip(ByteBuf in) {
        in.skipBytes(in.readableBytes());
        return false;
    }

    private boolean readHead(ByteBuf in) throws Refused {
        M message = head == null ? startLine(in) : head;
        head = message;
        if (message == null || !fields.read(in, Fields.of(message.headers()))) {
            return false;
        }
        BodyFraming framing = grammar.framing(message);
        boolean bodiless = framing.isEmpty();
        stage = bodiless ? Stage.OVER : Stage.BODY;
        if (!bodiless) {
            body.begin(framing);
        }
        head = null;
        emptyLines = 0;
        receiver.headRead(message);
        if (bodiless) {
            receiver.endRead(null);
        }
        return true;
    }

    private @Nullable M startLine(ByteBuf in) throws Refused {
        while (in.isReadable()) {
            byte first = in.getByte(in.readerIndex());
            Refused.unless(first == '\r' || Octet.is(first, Octet.TOKEN));
            if (!lines.next(in, bounds.startLine(), GatewayError.URI_TOO_LONG)) {
                return null;
            }
            if (lines.length() > 0 || ++emptyLines > bounds.emptyLines()) {
                return grammar.startLine(lines.line(), lines.length());
            }
        }
        return null;
    }

    private boolean readBody(ByteBuf in) throws Refused {
        ByteBuf piece = body.read(in);
        boolean over = body.isOver();
        if (over) {
            stage = Stage.OVER;
        }
        if (piece != null) {
            receiver.bodyRead(piece);
        }
        if (over) {
            receiver.endRead(body.takeTrailers());
        }
        return piece != null || over;
    }
}
