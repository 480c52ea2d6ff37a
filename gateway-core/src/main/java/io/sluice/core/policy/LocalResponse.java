package io.sluice.core.policy;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A complete answer of the gateway's own, built once when the policy is built.
 *
 * @param headers names and values; Content-Length is added when it is sent
 */
public record LocalResponse(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    public LocalResponse {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    /** An answer without a body. */
    public static LocalResponse empty(int status) {
        return new LocalResponse(status, Map.of(), NOTHING);
    }

    public static LocalResponse json(int status, String body) {
        return new LocalResponse(
                status,
                Map.of("content-type", "application/json; charset=UTF-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
