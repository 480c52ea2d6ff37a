package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.sluice.core.policy.GatewayError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a connection into messages, and is their judge: what is not exactly a message by RFC 9112 is refused here, before anybody acts on
 * it. A refusal is the {@link DecoderResult} of the last object that the connection yields, its cause a {@link Refused}; no later byte is looked at.
 */
final class MessageReader<M extends HttpMessage> {
    /** In what requests and responses differ. */
    interface Grammar<M> {
        /** The message that begins with the first {@code length} bytes of {@code line}, without fields. */
        M startLine(byte[] line, int length) throws Refused;

        BodyFraming framing(M head) throws Refused;

        /** Stands for a head that could not be read. */
        M unreadable();
    }

    private enum Stage {
        HEAD,
        BODY,
        REFUSED
    }

    private final Grammar<M> grammar;
    private final MessageBounds bounds;
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
    MessageReader(Grammar<M> grammar, MessageBounds bounds, byte[] room, boolean dropsLookAlikes) {
        lines = new LineScanner(room);
        this.grammar = grammar;
        this.bounds = bounds;
        fields = new FieldSection(lines, bounds.fields(), dropsLookAlikes);
        FieldSection trailers = new FieldSection(lines, bounds.trailers(), dropsLookAlikes);
        body = new BodyReader(lines, trailers, bounds.chunkLine());
    }

    /** Takes one step: adds a head, or pieces of one body, to {@code out}. Nothing is added, or nothing is left, when more bytes are needed. */
    void read(ByteBuf in, List<Object> out) {
        try {
            switch (stage) {
                case HEAD -> readHead(in, out);
                case BODY -> readBody(in, out);
                case REFUSED -> in.skipBytes(in.readableBytes());
            }
        } catch (Refused e) {
            out.add(refusal(DecoderResult.failure(e)));
            stage = Stage.REFUSED;
            in.skipBytes(in.readableBytes());
        }
    }

    /** The connection has come to its orderly end: so has a body that nothing else delimits. */
    void end(List<Object> out) {
        if (stage == Stage.BODY && body.endsWithConnection()) {
            stage = Stage.REFUSED;
            out.add(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void readHead(ByteBuf in, List<Object> out) throws Refused {
        M message = head == null ? startLine(in) : head;
        head = message;
        if (message == null || !fields.read(in, Fields.of(message.headers()))) {
            return;
        }
        BodyFraming framing = grammar.framing(message);
        out.add(message);
        head = null;
        emptyLines = 0;
        if (framing.isEmpty()) {
            out.add(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            body.begin(framing);
            stage = Stage.BODY;
        }
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

    private void readBody(ByteBuf in, List<Object> out) throws Refused {
        if (body.read(in, out)) {
            stage = Stage.HEAD;
        }
    }

    private Object refusal(DecoderResult why) {
        if (stage == Stage.BODY) {
            LastHttpContent cut = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
            cut.setDecoderResult(why);
            return cut;
        }
        M unreadable = grammar.unreadable();
        unreadable.setDecoderResult(why);
        return unreadable;
    }
}
