package io.sluice.core.runtime;

/**
 * What the engine is given once, at start.
 *
 * @param threads event loops, 0 for one per processor
 * @param preserveRequestId whether a client's own {@code X-Request-ID} is kept
 * @param serverHeader value of the {@code server} response header where the upstream sent none, empty for none
 */
public record EngineSettings(
        int threads,
        Transport transport,
        Timeouts timeouts,
        Limits limits,
        UpstreamTls upstreamTls,
        TrustedProxies trustedProxies,
        boolean preserveRequestId,
        String serverHeader) {}
