package io.sluice.core.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Names of fields that mean nothing here but that an upstream may take for another field: those that turn names into variables read
 * {@code Content_Length} as Content-Length. What frames, routes, forwards or authenticates a request must not come in such disguise.
 */
final class LookAlike {
    private static final Set<String> PROTECTED = Set.of(
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "cookie",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "keep-alive",
            "max-forwards",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-original-url",
            "x-real-ip",
            "x-request-id",
            "x-rewrite-url");

    private LookAlike() {}

    /** Whether the name in the first {@code length} bytes of {@code line}, which has more than letters, digits and dashes, is one. */
    static boolean matches(byte[] line, int length) {
        return isProtected(meant(line, length));
    }

    private static String meant(byte[] line, int length) {
        String name = new String(line, 0, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        StringBuilder meant = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            meant.append(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' ? c : '-');
        }
        return withoutOuterDashes(meant);
    }

    private static String withoutOuterDashes(StringBuilder name) {
        int start = 0;
        int end = name.length();
        while (start < end && name.charAt(start) == '-') {
            start++;
        }
        while (end > start && name.charAt(end - 1) == '-') {
            end--;
        }
        return name.substring(start, end);
    }

    private static boolean isProtected(String name) {
        return name.startsWith("x-forwarded") || PROTECTED.contains(name);
    }
}
