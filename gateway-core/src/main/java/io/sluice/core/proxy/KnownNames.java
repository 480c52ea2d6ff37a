package io.sluice.core.proxy;

import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Usual names of fields, found by their bytes as they stand on the wire, so that they cost no memory and their hash is known. */
final class KnownNames {
    private static final int SLOTS = 512;

    private static final @Nullable AsciiString[] TABLE = new AsciiString[SLOTS];

    static {
        String[] usual = {
            "Host",
            "User-Agent",
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Accept-Ranges",
            "Age",
            "Authorization",
            "Cache-Control",
            "Connection",
            "Content-Disposition",
            "Content-Encoding",
            "Content-Length",
            "Content-Type",
            "Cookie",
            "Date",
            "ETag",
            "Expect",
            "Expires",
            "If-Modified-Since",
            "If-None-Match",
            "Keep-Alive",
            "Last-Modified",
            "Location",
            "Origin",
            "Pragma",
            "Range",
            "Referer",
            "Server",
            "Set-Cookie",
            "Strict-Transport-Security",
            "TE",
            "Traceparent",
            "Tracestate",
            "Transfer-Encoding",
            "Upgrade",
            "Vary",
            "Via",
            "WWW-Authenticate",
            "X-Correlation-Id",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Request-Id"
        };
        for (String name : usual) {
            put(AsciiString.cached(name));
            put(AsciiString.cached(name.toLowerCase(Locale.ROOT)));
        }
    }

    private KnownNames() {}

    /** The name in the first {@code length} bytes of {@code line}, letter case as sent; null if it is not a usual one. */
    static @Nullable AsciiString find(byte[] line, int length) {
        int slot = slot(line, length);
        for (AsciiString known = TABLE[slot]; known != null; known = TABLE[slot]) {
            if (Arrays.equals(known.array(), 0, known.length(), line, 0, length)) {
                return known;
            }
            slot = slot + 1 & SLOTS - 1;
        }
        return null;
    }

    private static void put(AsciiString name) {
        int slot = slot(name.array(), name.length());
        while (TABLE[slot] != null) {
            slot = slot + 1 & SLOTS - 1;
        }
        TABLE[slot] = name;
    }

    private static int slot(byte[] name, int length) {
        int mixed = (name[0] * 31 + name[length >> 1]) * 31 + name[length - 1];
        return mixed * 31 + length & SLOTS - 1;
    }
}
