package io.sluice.core.proxy;

import io.sluice.core.policy.GatewayError;
import io.sluice.core.runtime.Limits;

/**
 * How much of each part of a message is accepted.
 *
 * @param interim how many interim messages may precede one that counts
 * @param emptyLines how many may precede the start line
 * @param startLine bytes of the start line; beyond is {@link GatewayError#URI_TOO_LONG}
 * @param chunkLine bytes of the line in front of a chunk
 */
record MessageBounds(
        int interim,
        int emptyLines,
        int startLine,
        FieldSection.Bounds fields,
        FieldSection.Bounds trailers,
        int chunkLine) {
    /** Some clients end a body with a CRLF that is not part of it (RFC 9112 section 2.2). */
    private static final int EMPTY_LINES = 4;

    /** Fields of a response: an upstream is trusted with more than a client, since their bytes are limited anyway. */
    private static final int RESPONSE_FIELDS = 1000;

    static MessageBounds ofRequests(Limits limits) {
        int all = limits.requestHeaders().toInt();
        int count = limits.requestHeaderCount();
        return new MessageBounds(
                0,
                EMPTY_LINES,
                limits.requestLine().toInt(),
                new FieldSection.Bounds(
                        all, limits.requestHeaderField().toInt(), count, GatewayError.HEADERS_TOO_LARGE),
                trailers(limits, count),
                limits.chunkLine().toInt());
    }

    static MessageBounds ofResponses(Limits limits) {
        int all = limits.responseHeaders().toInt();
        return new MessageBounds(
                limits.interimResponses(),
                0,
                all,
                new FieldSection.Bounds(all, all, RESPONSE_FIELDS, GatewayError.UPSTREAM_BAD_RESPONSE),
                trailers(limits, RESPONSE_FIELDS),
                limits.chunkLine().toInt());
    }

    private static FieldSection.Bounds trailers(Limits limits, int count) {
        int all = limits.trailers().toInt();
        return new FieldSection.Bounds(all, all, count, GatewayError.BAD_REQUEST);
    }
}
