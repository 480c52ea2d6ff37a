package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpMethod;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.runtime.CanonicalPath;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for (RFC 9112 section 3.2), in origin, absolute or asterisk form.
 *
 * @param authority of the absolute form, where it replaces the Host field; null otherwise
 * @param path canonical, or the asterisk
 * @param query byte for byte what stands behind the first question mark; null if there is none
 */
record RequestTarget(
        @Nullable String authority, String path, @Nullable String query) {
    private static final String ASTERISK = "*";

    /** @param text visible ASCII */
    static RequestTarget of(String text, HttpMethod method) throws Refused {
        boolean options = method.equals(HttpMethod.OPTIONS);
        if (text.equals(ASTERISK) && options) {
            return new RequestTarget(null, ASTERISK, null);
        }
        Refused.unless(text.indexOf('#') < 0);
        int start = text.charAt(0) == '/' ? 0 : authorityStart(text);
        int pathStart = start == 0 ? 0 : pathStart(text, start);
        int mark = text.indexOf('?', pathStart);
        String path = text.substring(pathStart, mark < 0 ? text.length() : mark);
        String query = mark < 0 ? null : text.substring(mark + 1);
        String authority = start == 0 ? null : text.substring(start, pathStart);
        if (authority != null) {
            Authority.check(authority);
        }
        if (options && path.isEmpty() && query == null) {
            return new RequestTarget(authority, ASTERISK, null);
        }
        return new RequestTarget(authority, canonical(path.isEmpty() ? "/" : path), query);
    }

    private static int authorityStart(String text) throws Refused {
        if (text.regionMatches(true, 0, "http://", 0, 7)) {
            return 7;
        }
        if (text.regionMatches(true, 0, "https://", 0, 8)) {
            return 8;
        }
        throw new Refused(GatewayError.BAD_REQUEST);
    }

    private static int pathStart(String text, int authorityStart) {
        int end = authorityStart;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
            end++;
        }
        return end;
    }

    private static String canonical(String path) throws Refused {
        String canonical = CanonicalPath.of(path);
        if (canonical == null) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        return canonical;
    }
}
