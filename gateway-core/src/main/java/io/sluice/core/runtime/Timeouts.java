package io.sluice.core.runtime;

import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Range;
import java.time.Duration;

/** How long anything may be waited for. */
public record Timeouts(
        @Doc("For a client to send a complete request head, from its first byte.") @Default("10s") @Range(min = 1)
        Duration clientHeaders,

        @Doc("For an open client connection without a request.") @Default("60s") @Range(min = 1)
        Duration clientIdle,

        @Doc("Between two pieces of a request body that the gateway is ready to take.") @Default("30s") @Range(min = 1)
        Duration clientBody,

        @Doc(
                "For the next piece of the answer to a client that has closed its sending side; it may have left altogether.")
        @Default("800ms")
        @Range(min = 1)
        Duration clientHalfClosed,

        @Doc("For a TLS handshake, with clients and with upstreams.") @Default("10s") @Range(min = 1)
        Duration tlsHandshake,

        @Doc("For a connection to an upstream, name lookup included.") @Default("5s") @Range(min = 1)
        Duration upstreamConnect,

        @Doc("From the end of the request to the end of the response head of the upstream.")
        @Default("15s")
        @Range(min = 1)
        Duration upstreamResponse,

        @Doc("For an unused connection to an upstream.") @Default("60s") @Range(min = 1)
        Duration upstreamIdle,

        @Doc("Between two pieces of a body in either direction once the response has begun.")
        @Default("300s")
        @Range(min = 1)
        Duration streamIdle,

        @Doc("Between two pieces in either direction of a tunnel, such as a WebSocket.")
        @Default("600s")
        @Range(min = 1)
        Duration tunnelIdle,

        @Doc("For a policy that waits for something.") @Default("10s") @Range(min = 1)
        Duration policy,

        @Doc("After SIGTERM, how long new requests are still taken while load balancers notice.") @Default("0s")
        Duration drainDelay,

        @Doc("After SIGTERM, how long requests in flight may take to finish.") @Default("25s")
        Duration drain) {}
