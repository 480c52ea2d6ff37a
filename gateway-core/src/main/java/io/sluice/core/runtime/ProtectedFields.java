package io.sluice.core.runtime;

import java.util.Set;

/** The names of fields that frame, route, forward or authenticate a request: no other name may be mistaken for one. Threading: stateless. */
public final class ProtectedFields {
    private static final Set<String> NAMES = Set.of(
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

    private ProtectedFields() {}

    /** @param name in small letters, with single dashes between its words */
    public static boolean contain(String name) {
        return name.startsWith("x-forwarded") || NAMES.contains(name);
    }
}
