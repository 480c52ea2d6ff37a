package io.sluice.config.explain;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.RequestHead;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the data plane takes out of a request head on arrival and puts in on departure (RFC 9110 sections 7.6.1 and 7.6.3). */
final class ForwardedHead {
    private static final List<String> ONE_HOP = List.of(
            "connection",
            "transfer-encoding",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade",
            "http2-settings");

    /** Fields that a Connection field cannot nominate away. */
    private static final Set<String> NEVER_NOMINATED =
            Set.of("content-length", "host", "authorization", "transfer-encoding");

    private ForwardedHead() {}

    /** Before the policies run. */
    static void arrive(HttpHeaders headers) {
        for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : line.split(",")) {
                String nominated = name.trim().toLowerCase(Locale.ROOT);
                if (!nominated.isEmpty() && !NEVER_NOMINATED.contains(nominated)) {
                    headers.remove(nominated);
                }
            }
        }
        ONE_HOP.forEach(headers::remove);
    }

    /**
     * After the policies let the request pass.
     *
     * @param chunked whether the body goes on without a known length
     * @param authority of the upstream
     */
    static void depart(
            RequestHead request, boolean chunked, String authority, String client, int port, String requestId) {
        HttpHeaders headers = request.headers();
        if (chunked) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
        }
        headers.set(HttpHeaderNames.HOST, authority);
        append(headers, "x-forwarded-for", client);
        headers.set("x-forwarded-proto", request.scheme());
        headers.set("x-forwarded-host", request.authority());
        headers.set("x-forwarded-port", Integer.toString(port));
        headers.remove("forwarded");
        append(headers, "via", "1.1 sluice");
        headers.set("x-request-id", requestId);
    }

    private static void append(HttpHeaders headers, String name, String member) {
        String known = String.join(", ", headers.getAll(name));
        headers.set(name, known.isEmpty() ? member : known + ", " + member);
    }
}
