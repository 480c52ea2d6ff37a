package io.sluice.core.testing;

import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.Limits;
import io.sluice.core.runtime.Timeouts;
import io.sluice.core.runtime.Transport;
import io.sluice.core.runtime.TrustedProxies;
import io.sluice.core.runtime.UpstreamTls;
import io.sluice.core.schema.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the engine for a test, which changes the fields it is about. Every wait is patient, every limit wide. */
public final class TestSettings {
    private static final Duration LONG = Duration.ofSeconds(20);

    public int threads = 2;
    public Transport transport = Transport.AUTO;
    public UpstreamTls upstreamTls = new UpstreamTls(true, Optional.empty());
    public TrustedProxies trustedProxies = TrustedProxies.none();
    public Duration clientHeaders = LONG;
    public Duration clientIdle = LONG;
    public Duration clientBody = LONG;
    public Duration clientHalfClosed = LONG;
    public Duration tlsHandshake = LONG;
    public Duration upstreamConnect = LONG;
    public Duration upstreamResponse = LONG;
    public Duration upstreamIdle = LONG;
    public Duration streamIdle = LONG;
    public Duration tunnelIdle = LONG;
    public Duration policy = LONG;
    public Duration drain = LONG;
    public int requestBody;
    public int interimResponses = 16;
    public int clientConnections = 1000;
    public int clientConnectionsPerAddress;
    public int requestsInFlight = 1000;
    public int memoryHighWater = 100;
    public int upstreamConnections = 100;
    public int upstreamPending = 100;

    /** Every wait may take {@code each}. */
    public static TestSettings patient(Duration each) {
        TestSettings settings = new TestSettings();
        settings.clientHeaders = each;
        settings.clientIdle = each;
        settings.clientBody = each;
        settings.clientHalfClosed = each;
        settings.tlsHandshake = each;
        settings.upstreamConnect = each;
        settings.upstreamResponse = each;
        settings.upstreamIdle = each;
        settings.streamIdle = each;
        settings.tunnelIdle = each;
        settings.policy = each;
        settings.drain = each;
        return settings;
    }

    public TestSettings threads(int number) {
        threads = number;
        return this;
    }

    /** What clients may trust. */
    public TestSettings trusting(int hops, String... addresses) {
        trustedProxies = new TrustedProxies(hops, List.of(addresses));
        return this;
    }

    public EngineSettings build() {
        return new EngineSettings(threads, transport, timeouts(), limits(), upstreamTls, trustedProxies, false, "");
    }

    private Timeouts timeouts() {
        return new Timeouts(
                clientHeaders,
                clientIdle,
                clientBody,
                clientHalfClosed,
                tlsHandshake,
                upstreamConnect,
                upstreamResponse,
                upstreamIdle,
                streamIdle,
                tunnelIdle,
                policy,
                Duration.ZERO,
                drain);
    }

    private Limits limits() {
        DataSize head = new DataSize(60 * 1024);
        return new Limits(
                new DataSize(16 * 1024),
                head,
                new DataSize(32 * 1024),
                200,
                new DataSize(8 * 1024),
                new DataSize(256),
                new DataSize(requestBody),
                head,
                interimResponses,
                clientConnections,
                clientConnectionsPerAddress,
                requestsInFlight,
                memoryHighWater,
                upstreamConnections,
                upstreamPending);
    }
}
