package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import io.sluice.core.policy.GatewayError;

/**
 * Finds the lines of a message without looking for the end of one twice. A line ends with CRLF and with nothing else (RFC 9112 section 2.2). What cannot
 * become a proper line is refused as soon as that is certain, and with the same error however the bytes were cut into segments.
 */
final class LineScanner {
    private static final byte CR = '\r';
    private static final byte LF = '\n';

    /** Room for usual lines, long ones included. */
    static final int USUAL = 8 * 1024;

    private static final ByteProcessor TEXT_ONLY = octet -> Octet.is(octet, Octet.TEXT);

    private final byte[] room;
    private byte[] line;
    private int length;
    private int seen;

    /**
     * @param room where lines are copied to, which all scanners of a loop share, so that no connection keeps one and it stays in the caches; a line that is
     *     longer gets an array of its own
     */
    LineScanner(byte[] room) {
        this.room = room;
        line = room;
    }

    /** The line that was found last, from index 0 to {@link #length}; good until {@link #next} is called on any scanner of the loop. */
    byte[] line() {
        return line;
    }

    int length() {
        return length;
    }

    /**
     * Takes the next line if it is there whole.
     *
     * @param max the longest that is accepted, without CRLF
     * @return false if more bytes are needed; nothing has been taken then
     * @throws Refused as {@code tooLong} beyond {@code max}; as malformed at a control character or an end of line that is not CRLF
     */
    boolean next(ByteBuf in, int max, GatewayError tooLong) throws Refused {
        int start = in.readerIndex();
        int lf = in.indexOf(start + seen, in.writerIndex(), LF);
        int end = lf < 0 ? in.writerIndex() : lf;
        boolean cr = end > start && in.getByte(end - 1) == CR;
        int found = end - start - (cr ? 1 : 0);
        if (lf < 0 || found > max) {
            checkUnfinished(in, Math.min(found, max));
        }
        if (found > max) {
            throw new Refused(tooLong);
        }
        if (lf < 0) {
            seen = found;
            return false;
        }
        Refused.unless(cr);
        take(in, found);
        return true;
    }

    private void checkUnfinished(ByteBuf in, int found) throws Refused {
        if (found > seen && in.forEachByte(in.readerIndex() + seen, found - seen, TEXT_ONLY) >= 0) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
    }

    private void take(ByteBuf in, int found) {
        line = found <= room.length ? room : new byte[found];
        length = found;
        seen = 0;
        in.readBytes(line, 0, found);
        in.readerIndex(in.readerIndex() + 2);
    }
}
