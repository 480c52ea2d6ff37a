package io.sluice.config;

import io.sluice.core.schema.Alias;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Matches;
import io.sluice.core.schema.Range;
import io.sluice.core.schema.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code spec} of a {@code Configuration}: one of these. */
record ConfigurationSpec(
        @Doc("Where logs go.") Optional<LoggingSpec> logging,
        @Doc("Where gateways share counters and caches.") Optional<SharedStorageSpec> sharedStorage,
        @Doc("The proxy for calls to the outside.") Optional<ForwardProxy> forwardProxy,

        @Doc("Whether load balancers announce clients by the PROXY protocol.")
        Optional<Switch> proxyProtocol,

        @Doc("A port for readiness probes.") Optional<Probe> probe,
        @Doc("Timeouts of all APIs.") Optional<TimeoutSpec> timeouts,
        @Doc("Limits of all upstreams.") Optional<CircuitBreaker> circuitBreaker,
        @Doc("Where spans go.") Optional<TracingSpec> tracing,
        @Doc("TLS of calls that policies make.") Optional<DefaultTls> defaultTLS,
        @Doc("How much the gateway may hold.") Optional<ResourceLimits> resourceLimits,
        @Doc("What a registration left behind.") Optional<Node> platformConnection,
        @Doc("Metrics for the vendor.") Optional<Node> internalMetrics,
        @Doc("Without a published meaning.") Optional<Node> tls) {

    record Switch(boolean enabled) {}

    record Probe(
            @Default("false") boolean enabled,
            @Default("3000") @Range(min = 1, max = 65535) int port) {}

    record TimeoutSpec(
            @Doc("Seconds for an unused connection to an upstream.") @Default("60") @Range(min = 1, max = 86400)
            int upstreamConnectionIdleSeconds,

            @Doc("Seconds from the end of the request to the end of the response head.")
            @Default("15")
            @Range(min = 1, max = 86400)
            int upstreamResponseSeconds,

            @Doc("Seconds between two pieces of a body.") @Default("300") @Range(min = 1, max = 86400)
            int streamIdleSeconds) {}

    record CircuitBreaker(Map<String, Node> thresholds) {}

    record ForwardProxy(ProxyAddress https, List<String> noProxy) {}

    record ProxyAddress(Node.Scalar address, Optional<BasicAuth> basicAuth) {}

    record BasicAuth(String username, @Secret String password) {}

    record DefaultTls(Optional<OutboundTls> outboundPolicyCalls) {}

    /** TLS as a client. */
    record OutboundTls(
            @Default("false") boolean skipValidation,
            Optional<String> trustedCA,
            Optional<KeyPair> certificate,
            List<String> alpn,

            @Alias("minVersion") @Default("1.2") @Matches("1\\.[0-3]")
            String minversion,

            @Alias("maxVersion") @Default("1.3") @Matches("1\\.[0-3]")
            String maxversion,

            List<String> ciphers) {}

    record KeyPair(@Secret String key, String crt, @Secret Optional<String> keyPassphrase) {}

    record ResourceLimits(Optional<Node> apiInstances, Optional<Node> policies) {}
}
