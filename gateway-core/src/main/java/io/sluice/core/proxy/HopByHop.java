package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;

/** What a message says about one connection only and not about itself (RFC 9110 section 7.6.1). */
final class HopByHop {
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");
    private static final AsciiString HTTP2_SETTINGS = AsciiString.cached("http2-settings");

    /** Fields that a Connection field cannot nominate away, because the message would change its meaning. */
    private static final List<AsciiString> NEVER_NOMINATED = List.of(
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.HOST,
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.TRANSFER_ENCODING);

    private HopByHop() {}

    /** Whether the sender of {@code message} will take another one on the connection (RFC 9112 section 9.3). */
    static boolean keepsAlive(HttpMessage message) {
        HttpHeaders headers = message.headers();
        boolean current = !message.protocolVersion().equals(HttpVersion.HTTP_1_0);
        String first = headers.get(HttpHeaderNames.CONNECTION);
        if (first == null) {
            return current;
        }
        if (isUsual(headers, first)) {
            return true;
        }
        return !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)
                && (current || headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE, true));
    }

    /** Whether {@code first} is the only Connection field and says what most of them say. */
    private static boolean isUsual(HttpHeaders headers, String first) {
        return first.equalsIgnoreCase("keep-alive") && Fields.hasOne(headers, HttpHeaderNames.CONNECTION);
    }

    /** Removes what was meant for this hop only, framing included. */
    static void remove(HttpHeaders headers) {
        String first = headers.get(HttpHeaderNames.CONNECTION);
        if (first != null) {
            if (!isUsual(headers, first)) {
                removeNominated(headers);
            }
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        headers.remove(KEEP_ALIVE);
        headers.remove(PROXY_CONNECTION);
        headers.remove(HttpHeaderNames.TE);
        headers.remove(HttpHeaderNames.TRAILER);
        headers.remove(HttpHeaderNames.UPGRADE);
        headers.remove(HTTP2_SETTINGS);
    }

    private static void removeNominated(HttpHeaders headers) {
        for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
            if (line.equalsIgnoreCase("keep-alive") || line.equalsIgnoreCase("close")) {
                continue;
            }
            for (String name : line.split(",")) {
                String token = name.trim();
                if (!token.isEmpty() && mayBeNominated(token)) {
                    headers.remove(token);
                }
            }
        }
    }

    private static boolean mayBeNominated(String name) {
        for (int i = 0; i < NEVER_NOMINATED.size(); i++) {
            if (NEVER_NOMINATED.get(i).contentEqualsIgnoreCase(name)) {
                return false;
            }
        }
        return true;
    }
}
