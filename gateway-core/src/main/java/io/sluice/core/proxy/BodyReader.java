package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.GatewayError;
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
        trailers = null;
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

    /** Whether there is no more of the body. */
    boolean isOver() {
        return part == Part.OVER;
    }

    /** The fields behind the body that is over, which are the caller's from now on; null if there are none. */
    @Nullable
    HttpHeaders takeTrailers() {
        Fields taken = trailers;
        trailers = null;
        return taken == null || taken.isEmpty() ? null : taken;
    }

    /** The next piece of the body, which is the caller's from now on; null if more bytes are needed for one, or if there is none any more. */
    @Nullable
    ByteBuf read(ByteBuf in) throws Refused {
        boolean moved = true;
        while (moved && in.isReadable()) {
            switch (part) {
                case LENGTH, TO_CLOSE, CHUNK -> {
                    return readData(in);
                }
                case CHUNK_LINE -> moved = readChunkLine(in);
                case CHUNK_END -> moved = readChunkEnd(in);
                case TRAILERS -> moved = readTrailers(in);
                case OVER -> moved = false;
            }
        }
        return null;
    }

    private ByteBuf readData(ByteBuf in) {
        int size = (int) Math.min(left, in.readableBytes());
        left -= size;
        if (left == 0) {
            part = part == Part.LENGTH ? Part.OVER : Part.CHUNK_END;
        }
        return in.readRetainedSlice(size);
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

    private boolean readTrailers(ByteBuf in) throws Refused {
        Fields fields = trailers;
        if (fields == null) {
            fields = new Fields();
            trailers = fields;
        }
        boolean complete = trailerSection.read(in, fields);
        if (complete) {
            part = Part.OVER;
        }
        return complete;
    }
}
