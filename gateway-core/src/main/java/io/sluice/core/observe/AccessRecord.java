package io.sluice.core.observe;

import org.jspecify.annotations.Nullable;

/**
 * One finished exchange.
 *
 * @param endMillis when it ended, milliseconds since 1970
 * @param source who produced the response: {@code upstream}, {@code policy} or {@code gateway}
 * @param reason the code of the {@code GatewayError}, null if all went well
 * @param stoppedBy the binding that answered, null if none did
 * @param upstream name of the upstream, null if none was chosen
 * @param target host and port the request went to, null if it went nowhere
 * @param durationNanos first byte in to last byte out
 * @param upstreamNanos waiting for the upstream
 * @param attempts how often an upstream was asked
 */
public record AccessRecord(
        long endMillis,
        String requestId,
        String clientIp,
        int clientPort,
        String method,
        String scheme,
        String host,
        String path,
        String query,
        String protocol,
        int status,
        String source,
        @Nullable String reason,
        @Nullable String stoppedBy,
        String api,
        @Nullable String route,
        @Nullable String upstream,
        @Nullable String target,
        long durationNanos,
        long upstreamNanos,
        long requestBytes,
        long responseBytes,
        int attempts,
        @Nullable String userAgent) {}
