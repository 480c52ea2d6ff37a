package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.sluice.core.policy.GatewayError;

/**
 * Reads the fields of a head or of trailers up to the empty line behind them (RFC 9112 section 5). A name is a token with the colon right behind it; a
 * value has no control characters; no line continues another.
 */
final class FieldSection {
    /**
     * How much is accepted.
     *
     * @param bytes all lines together
     * @param fieldBytes one line
     * @param count number of lines
     * @param exceeded what it is called if there is more
     */
    record Bounds(int bytes, int fieldBytes, int count, GatewayError exceeded) {}

    private final LineScanner lines;
    private final Bounds bounds;
    private final boolean dropsLookAlikes;
    private int bytes;
    private int count;

    FieldSection(LineScanner lines, Bounds bounds, boolean dropsLookAlikes) {
        this.lines = lines;
        this.bounds = bounds;
        this.dropsLookAlikes = dropsLookAlikes;
    }

    /** Adds the fields that are there {@code into} headers; returns whether the section is complete. */
    boolean read(ByteBuf in, Fields into) throws Refused {
        while (lines.next(in, longest(), bounds.exceeded())) {
            if (lines.length() == 0) {
                bytes = 0;
                count = 0;
                return true;
            }
            add(lines.line(), lines.length(), into);
            bytes += lines.length() + 2;
            if (++count > bounds.count()) {
                throw new Refused(bounds.exceeded());
            }
        }
        return false;
    }

    private int longest() {
        return Math.max(0, Math.min(bounds.fieldBytes(), bounds.bytes() - bytes));
    }

    private void add(byte[] line, int length, Fields into) throws Refused {
        int colon = Octet.skipToken(line, 0, length);
        boolean named = colon > 0 && colon < length && line[colon] == ':';
        Refused.unless(named && Octet.isText(line, colon, length));
        if (dropsLookAlikes && LookAlike.matches(line, colon)) {
            return;
        }
        int start = Octet.skip(line, colon + 1, length, Octet.BLANK);
        int end = length;
        while (end > start && Octet.is(line[end - 1], Octet.BLANK)) {
            end--;
        }
        into.read(line, colon, start, end);
    }
}
