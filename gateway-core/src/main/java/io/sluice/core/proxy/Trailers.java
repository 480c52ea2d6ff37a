package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields behind a body: a section of their own that is never merged into the headers (RFC 9110 section 6.5.1). */
final class Trailers {
    private static final Set<String> FORBIDDEN = Set.of(
            "transfer-encoding",
            "content-length",
            "host",
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie",
            "connection",
            "te",
            "trailer",
            "upgrade",
            "keep-alive",
            "proxy-connection",
            "http2-settings",
            "content-encoding",
            "content-type",
            "content-range",
            "cache-control",
            "expect",
            "max-forwards",
            "pragma",
            "range",
            "forwarded",
            "via",
            "www-authenticate",
            "age",
            "date",
            "expires",
            "location",
            "retry-after",
            "vary",
            "warning");

    private Trailers() {}

    /** What of {@code trailers} may be passed on: nothing that frames, routes or authenticates. Null if there are none to begin with. */
    static @Nullable HttpHeaders clean(@Nullable HttpHeaders trailers) {
        if (trailers == null) {
            return null;
        }
        for (Map.Entry<String, String> field : trailers.copy()) {
            if (isForbidden(field.getKey().toLowerCase(Locale.ROOT))) {
                trailers.remove(field.getKey());
            }
        }
        return trailers;
    }

    private static boolean isForbidden(String name) {
        return name.startsWith("x-forwarded-") || FORBIDDEN.contains(name);
    }
}
