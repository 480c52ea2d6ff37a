package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The outgoing half of a connection: writes heads and bodies with their framing (RFC 9112 sections 3 to 7). What is small is gathered, so that a usual
 * message leaves as one buffer; nothing leaves before {@link #flush}.
 */
final class MessageWriter {
    /** Up to here a piece of a body is copied behind its head, which costs less than a buffer more to be sent. */
    private static final int SMALL = 2048;

    private static final byte[] HTTP_1_1 = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CRLF = '\r' << 8 | '\n';

    /** Least size of a buffer that gathers chunks, so that several small ones share it. */
    private static final int FEW_CHUNKS = 1024;

    /** The longest length of a chunk in digits, and the ends of its line and of the chunk. */
    private static final int MAX_CHUNK_LINE = 12;

    private final Channel socket;
    private @Nullable ByteBuf gathered;
    private boolean chunked;
    private boolean flushDue;

    MessageWriter(Channel socket) {
        this.socket = socket;
    }

    void request(HttpRequest head) {
        Fields fields = Fields.of(head.headers());
        String method = head.method().name();
        String target = head.uri();
        chunked = BodyFraming.isChunked(fields);
        ByteBuf out = room(method.length() + 1 + target.length() + HTTP_1_1.length + fields.length() + 2);
        out.writeCharSequence(method, StandardCharsets.US_ASCII);
        out.writeByte(' ');
        out.writeCharSequence(target, StandardCharsets.US_ASCII);
        out.writeBytes(HTTP_1_1);
        fields.write(out);
        out.writeShort(CRLF);
    }

    /** @param bodiless whether no body follows, whatever the fields say */
    void response(int status, HttpHeaders headers, boolean bodiless) {
        Fields fields = Fields.of(headers);
        byte[] line = StatusLine.of(status);
        chunked = !bodiless && BodyFraming.isChunked(fields);
        ByteBuf out = room(line.length + fields.length() + 2 + (bodiless ? 0 : SMALL));
        out.writeBytes(line);
        fields.write(out);
        out.writeShort(CRLF);
    }

    /** Takes ownership of {@code piece} of the body, which is not empty. */
    void body(ByteBuf piece) {
        int size = piece.readableBytes();
        if (chunked) {
            room(MAX_CHUNK_LINE + (size <= SMALL ? size : 0))
                    .writeCharSequence(Integer.toHexString(size), StandardCharsets.US_ASCII);
            room(2).writeShort(CRLF);
        }
        if (size <= SMALL) {
            room(size).writeBytes(piece);
            piece.release();
        } else {
            pass();
            send(piece);
        }
        if (chunked) {
            room(2).writeShort(CRLF);
        }
    }

    /** Ends the body. */
    void end(@Nullable HttpHeaders trailers) {
        if (!chunked) {
            return;
        }
        if (trailers == null) {
            room(LAST_CHUNK.length).writeBytes(LAST_CHUNK);
            return;
        }
        Fields fields = Fields.of(trailers);
        ByteBuf out = room(3 + fields.length() + 2);
        out.writeByte('0').writeShort(CRLF);
        fields.write(out);
        out.writeShort(CRLF);
    }

    void flush() {
        if (flushDue) {
            flushDue = false;
            pass();
            SocketFlush.flush(socket);
        }
    }

    /** Gives up what has not left. */
    void discard() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }

    /** The buffer that gathers, with room for {@code bytes} more. */
    private ByteBuf room(int bytes) {
        ByteBuf current = gathered;
        if (current == null || current.writableBytes() < bytes) {
            pass();
            current = socket.alloc().directBuffer(chunked ? Math.max(bytes, FEW_CHUNKS) : bytes);
            gathered = current;
            flushDue = true;
        }
        return current;
    }

    /** Hands on what is gathered, so that something else may go behind it. */
    private void pass() {
        ByteBuf whole = gathered;
        if (whole != null) {
            gathered = null;
            send(whole);
        }
    }

    private void send(ByteBuf bytes) {
        flushDue = true;
        socket.write(bytes, socket.voidPromise());
    }
}
