package io.sluice.core.runtime;

import io.sluice.core.schema.DataSize;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Range;

/** How much of anything is accepted. */
public record Limits(
        @Doc("Longest request line; 414 beyond.") @Default("16KiB") @Range(min = 8000, max = 1 << 20)
        DataSize requestLine,

        @Doc("All request header fields together; 431 beyond.") @Default("60KiB") @Range(min = 1024, max = 1 << 20)
        DataSize requestHeaders,

        @Doc("Number of request header fields; 431 beyond.") @Default("200") @Range(min = 10, max = 10000)
        int requestHeaderCount,

        @Doc("All response header fields together; 502 beyond.") @Default("60KiB") @Range(min = 1024, max = 1 << 20)
        DataSize responseHeaders,

        @Doc("Client connections in all; further ones are closed at once.")
        @Default("100000")
        @Range(min = 1, max = 10000000)
        int clientConnections,

        @Doc("Connections to one upstream address in all, divided evenly among the event loops.")
        @Default("10000")
        @Range(min = 1, max = 1000000)
        int upstreamConnections,

        @Doc("Requests that may wait for a connection to one upstream address, per event loop; 503 beyond.")
        @Default("10000")
        @Range(min = 0, max = 1000000)
        int upstreamPending) {}
