package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.sluice.core.policy.GatewayError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one body after the other: passes its bytes on as they come, as slices of what was read, and takes its chunk framing away. */
final class BodyReader {
    private enum Part {
        LENGTH,
        TO_CLOSE,
        CHUNK_LINE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        OVER
    }

    /** What a chunk line may take of a body for nothing. */
    private static final int USUAL_CHUNK_LINE = 16;

    /** By how much longer chunk lines may outweigh the data between them. */
    private static final int MAX_OVERHEAD = 16 * 1024;

    private final LineScanner lines;
    private final FieldSection trailerSection;
    private final int maxChunkLine;
    private Part part = Part.OVER;
    private long left;
    private long overhead;
    private @Nullable Fields trailers;

    BodyReader(LineScanner lines, FieldSection trailerSection, int maxChunkLine) {
        this.lines = lines;
        this.trailerSection = trailerSection;
        this.maxChunkLine = maxChunkLine;
    }

    void begin(BodyFraming framing) {
        overhead = 0;
        left = framing.length();
        part = switch (framing.kind()) {
            case LENGTH -> Part.LENGTH;
            case CHUNKED -> Part.CHUNK_LINE;
            case TO_CLOSE -> Part.TO_CLOSE;
        };
    }

    /** Whether the end of the connection is the end of the body. */
    boolean endsWithConnection() {
        return part == Part.TO_CLOSE;
    }

    /** Adds what is there of the body to {@code out}; returns whether it is complete. */
    boolean read(ByteBuf in, List<Object> out) throws Refused {
        boolean moved = true;
        while (moved && in.isReadable()) {
            moved = switch (part) {
                case LENGTH, TO_CLOSE, CHUNK -> readData(in, out);
                case CHUNK_LINE -> readChunkLine(in);
                case CHUNK_END -> readChunkEnd(in);
                case TRAILERS -> readTrailers(in, out);
                case OVER -> false;
            };
        }
        return part == Part.OVER;
    }

    private boolean readData(ByteBuf in, List<Object> out) {
        int size = (int) Math.min(left, in.readableBytes());
        out.add(new DefaultHttpContent(in.readRetainedSlice(size)));
        left -= size;
        if (left == 0 && part == Part.LENGTH) {
            end(LastHttpContent.EMPTY_LAST_CONTENT, out);
        } else if (left == 0) {
            part = Part.CHUNK_END;
        }
        return true;
    }

    private boolean readChunkLine(ByteBuf in) throws Refused {
        Refused.unless(Octet.hex(in.getByte(in.readerIndex())) >= 0);
        if (!lines.next(in, maxChunkLine, GatewayError.BAD_REQUEST)) {
            return false;
        }
        left = ChunkLine.size(lines.line(), lines.length());
        overhead = Math.max(0, overhead + lines.length() - USUAL_CHUNK_LINE - left);
        Refused.unless(overhead <= MAX_OVERHEAD);
        part = left == 0 ? Part.TRAILERS : Part.CHUNK;
        return true;
    }

    private boolean readChunkEnd(ByteBuf in) throws Refused {
        boolean ended = lines.next(in, 0, GatewayError.BAD_REQUEST);
        if (ended) {
            part = Part.CHUNK_LINE;
        }
        return ended;
    }

    private boolean readTrailers(ByteBuf in, List<Object> out) throws Refused {
        Fields fields = trailers;
        if (fields == null) {
            fields = new Fields();
            trailers = fields;
        }
        if (!trailerSection.read(in, fields)) {
            return false;
        }
        trailers = null;
        boolean none = fields.isEmpty();
        end(none ? LastHttpContent.EMPTY_LAST_CONTENT : new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, fields), out);
        return true;
    }

    private void end(LastHttpContent last, List<Object> out) {
        part = Part.OVER;
        out.add(last);
    }
}
