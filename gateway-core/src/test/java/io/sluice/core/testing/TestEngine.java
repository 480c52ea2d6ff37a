package io.sluice.core.testing;

import io.sluice.core.observe.AccessRecord;
import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.policy.Policy;
import io.sluice.core.proxy.GatewayServer;
import io.sluice.core.runtime.Api;
import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.EncodedSlashes;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.PolicyStep;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.RouteTable;
import io.sluice.core.runtime.Snapshot;
import io.sluice.core.runtime.Timeouts;
import io.sluice.core.runtime.TlsIdentity;
import io.sluice.core.runtime.Transport;
import io.sluice.core.runtime.Upstream;
import io.sluice.core.runtime.UpstreamTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine alone, on a free port, with APIs made in code. */
public final class TestEngine implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Metrics metrics = new Metrics();
    private final RecordingAccessLog accessLog = new RecordingAccessLog();
    private final GatewayServer server;
    private final Duration responseTimeout;
    private EncodedSlashes encodedSlashes = EncodedSlashes.REFUSE;
    private long generation;

    public TestEngine() {
        this(timeouts(LONG), Transport.AUTO, 2);
    }

    public TestEngine(Timeouts timeouts, Transport transport, int threads) {
        this(settings(timeouts, transport, threads, new UpstreamTls(true, Optional.empty())));
    }

    public TestEngine(EngineSettings settings) {
        responseTimeout = settings.timeouts().upstreamResponse();
        server = new GatewayServer(settings, metrics, accessLog);
    }

    public TestEngine(TestSettings settings) {
        this(settings.build());
    }

    public static EngineSettings settings(Timeouts timeouts, Transport transport, int threads, UpstreamTls tls) {
        EngineSettings usual = new TestSettings().build();
        return new EngineSettings(threads, transport, timeouts, usual.limits(), tls, usual.trustedProxies(), false, "");
    }

    /** Every wait may take {@code each}. */
    public static Timeouts timeouts(Duration each) {
        return TestSettings.patient(each).build().timeouts();
    }

    /** What APIs that are served from now on make of encoded slashes. */
    public TestEngine encodedSlashes(EncodedSlashes choice) {
        encodedSlashes = choice;
        return this;
    }

    /** Requests from now on are not logged. */
    public TestEngine withoutAccessLog() {
        accessLog.turnOff();
        return this;
    }

    /** Serves one API at the root that forwards to {@code port} after {@code policies}. */
    public TestEngine serve(int port, Policy... policies) {
        return serve(new EndpointKey("127.0.0.1", port, false), null, policies);
    }

    public TestEngine serve(EndpointKey endpoint, @Nullable TlsIdentity tls, Policy... policies) {
        ApiMeters meters = metrics.api("test");
        List<PolicyStep> steps = new ArrayList<>();
        for (int i = 0; i < policies.length; i++) {
            String binding = "policy-" + i;
            steps.add(new PolicyStep(binding, policies[i], Condition.ALWAYS, meters.policy(binding, "test")));
        }
        Api api = new Api("test", "", steps, meters, encodedSlashes);
        Upstream upstream = Upstream.of("origin", endpoint, metrics.upstream("origin"));
        Route route = route(api, "origin[0]", upstream);
        RouteTable routes =
                new RouteTable(List.of(new RouteTable.ApiRoutes(api, List.of(route), route(api, "_none", null))));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Listener listener = new Listener(address, tls, routes, metrics.listener("http:0"));
        return install(new Snapshot(
                ++generation, "hash" + generation, List.of(listener), List.of(upstream), List.of(policies)));
    }

    private Route route(Api api, String name, @Nullable Upstream upstream) {
        return new Route(
                api,
                name,
                Condition.ALWAYS,
                "",
                upstream,
                responseTimeout,
                api.meters().route(name));
    }

    public TestEngine install(Snapshot snapshot) {
        try {
            server.install(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public int port() {
        return server.addresses().get(0).getPort();
    }

    public Wire connect() {
        return Wire.connect(port());
    }

    /** One GET on a connection of its own. */
    public Wire.Message get(String target) {
        try (Wire wire = connect()) {
            return wire.send("GET " + target + " HTTP/1.1\r\nHost: api.test\r\n\r\n")
                    .read();
        }
    }

    public GatewayServer server() {
        return server;
    }

    public Metrics metrics() {
        return metrics;
    }

    /** What has been logged so far, oldest first. */
    public List<AccessRecord> accessRecords() {
        return accessLog.records();
    }

    @Override
    public void close() {
        server.close();
    }
}
