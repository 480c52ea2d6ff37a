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

        @Doc("One request header field, name and value; 431 beyond.")
        @Default("32KiB")
        @Range(min = 1024, max = 1 << 20)
        DataSize requestHeaderField,

        @Doc("Number of request header fields; 431 beyond.") @Default("200") @Range(min = 10, max = 10000)
        int requestHeaderCount,

        @Doc(
                "All trailer fields of a message together; 400 beyond for a request, for a response the connection is reset.")
        @Default("8KiB")
        @Range(min = 0, max = 1 << 20)
        DataSize trailers,

        @Doc("Line with the size of a chunk and its extensions; beyond as for trailers.")
        @Default("256")
        @Range(min = 16, max = 64 << 10)
        DataSize chunkLine,

        @Doc("Request body, 0 for any length; 413 beyond.") @Default("0")
        DataSize requestBody,

        @Doc("All response header fields together; 502 beyond.") @Default("60KiB") @Range(min = 1024, max = 1 << 20)
        DataSize responseHeaders,

        @Doc("Interim responses (status 1xx) to one request; 502 beyond.") @Default("16") @Range(min = 0, max = 1000)
        int interimResponses,

        @Doc("Client connections in all; further ones are closed at once.")
        @Default("100000")
        @Range(min = 1, max = 10000000)
        int clientConnections,

        @Doc("Client connections from one address, 0 for any number; further ones are closed at once.")
        @Default("0")
        @Range(min = 0, max = 10000000)
        int clientConnectionsPerAddress,

        @Doc("Requests being worked on, tunnels included, divided evenly among the event loops; 503 beyond.")
        @Default("50000")
        @Range(min = 1, max = 10000000)
        int requestsInFlight,

        @Doc("Percentage of the direct memory that buffers may fill before requests are answered 503.")
        @Default("80")
        @Range(min = 1, max = 100)
        int memoryHighWater,

        @Doc("Connections to one upstream address in all, divided evenly among the event loops.")
        @Default("10000")
        @Range(min = 1, max = 1000000)
        int upstreamConnections,

        @Doc("Requests that may wait for a connection to one upstream address, per event loop; 503 beyond.")
        @Default("10000")
        @Range(min = 0, max = 1000000)
        int upstreamPending) {}
