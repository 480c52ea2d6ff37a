package io.sluice.core.policy;

import java.util.Locale;

/**
 * Everything the gateway can say on its own account: the closed list.
 *
 * <p>The {@link #code} is a public contract: it is in the answer, in the access log and in {@code gateway_http_failures_total}.
 */
public enum GatewayError {
    BAD_REQUEST(400, Side.CLIENT, "The request is malformed."),
    HEADERS_TOO_LARGE(431, Side.CLIENT, "The request headers are too large."),
    URI_TOO_LONG(414, Side.CLIENT, "The request target is too long."),
    UNAUTHENTICATED(401, Side.CLIENT, "Valid credentials are required."),
    FORBIDDEN(403, Side.CLIENT, "Access is denied."),
    NO_ROUTE(404, Side.CLIENT, "No route matches this request."),
    METHOD_NOT_ALLOWED(405, Side.CLIENT, "The method is not allowed."),
    REQUEST_TIMEOUT(408, Side.CLIENT, "The request did not arrive in time."),
    BODY_TOO_LARGE(413, Side.CLIENT, "The request body is too large."),
    UNSUPPORTED_MEDIA_TYPE(415, Side.CLIENT, "The media type is not supported."),
    INVALID_BODY(400, Side.CLIENT, "The request body is not valid."),
    RATE_LIMITED(429, Side.CLIENT, "The request rate limit is exceeded."),
    QUOTA_EXCEEDED(429, Side.CLIENT, "The quota is used up."),
    POLICY_FAILED(500, Side.GATEWAY, "A policy could not be applied."),
    POLICY_UNDECIDED(503, Side.GATEWAY, "A policy could not decide."),
    POLICY_TIMEOUT(503, Side.GATEWAY, "A policy took too long to decide."),
    NOT_IMPLEMENTED(501, Side.GATEWAY, "The request asks for something that is not supported."),
    VERSION_NOT_SUPPORTED(505, Side.CLIENT, "The HTTP version is not supported."),
    OVERLOADED(503, Side.GATEWAY, "The gateway is overloaded."),
    DRAINING(503, Side.GATEWAY, "The gateway is shutting down."),
    NO_ENDPOINT(503, Side.UPSTREAM, "No upstream is available."),
    UPSTREAM_UNREACHABLE(503, Side.UPSTREAM, "The upstream cannot be reached."),
    UPSTREAM_TLS(502, Side.UPSTREAM, "No secure connection to the upstream could be made."),
    UPSTREAM_RESET(502, Side.UPSTREAM, "The upstream closed the connection before it answered."),
    UPSTREAM_TIMEOUT(504, Side.UPSTREAM, "The upstream did not answer in time."),
    UPSTREAM_BAD_RESPONSE(502, Side.UPSTREAM, "The upstream sent an invalid response."),
    CLIENT_GONE(499, Side.CLIENT, "The client closed the connection.");

    /** Where the cause lies. */
    public enum Side {
        CLIENT,
        GATEWAY,
        UPSTREAM;

        private final String label = name().toLowerCase(Locale.ROOT);

        public String label() {
            return label;
        }
    }

    private final int status;
    private final Side side;
    private final String title;
    private final String code = name().toLowerCase(Locale.ROOT);

    GatewayError(int status, Side side, String title) {
        this.status = status;
        this.side = side;
        this.title = title;
    }

    /** The HTTP status; {@link #CLIENT_GONE} is never sent and uses 499 in logs only. */
    public int status() {
        return status;
    }

    public Side side() {
        return side;
    }

    /** One sentence without details that would help an attacker. */
    public String title() {
        return title;
    }

    /** The stable name, such as {@code rate_limited}. */
    public String code() {
        return code;
    }
}
