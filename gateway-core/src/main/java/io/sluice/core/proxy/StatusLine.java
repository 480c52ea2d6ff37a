package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** The first line of a response, CRLF included (RFC 9112 section 4). */
final class StatusLine {
    private static final int LOWEST = 100;
    private static final byte[][] LINES = new byte[500][];

    static {
        for (int i = 0; i < LINES.length; i++) {
            String reason = HttpResponseStatus.valueOf(LOWEST + i).reasonPhrase();
            LINES[i] = ("HTTP/1.1 " + (LOWEST + i) + ' ' + reason + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
    }

    private StatusLine() {}

    /** @param status from 100 to 599 */
    static byte[] of(int status) {
        return LINES[status - LOWEST];
    }
}
