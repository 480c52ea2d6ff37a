package io.sluice.config.testing;

import io.sluice.config.LoadResult;
import io.sluice.core.observe.AccessRecord;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.proxy.GatewayServer;
import io.sluice.core.testing.RecordingAccessLog;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A gateway on a free port that serves a folder written by the test. */
public final class TestGateway implements AutoCloseable {
    private final ConfigFolder folder;
    private final GatewayServer server;
    private final RecordingAccessLog accessLog = new RecordingAccessLog();

    /** Serves {@code manifest}, whose addresses use port 0, from {@code path}. */
    public TestGateway(Path path, List<PolicyType<?>> types, String manifest) {
        folder = ConfigFolder.in(path, types).file("api.yaml", manifest);
        server = new GatewayServer(folder.settings().engine(), folder.metrics(), accessLog);
        load();
    }

    /** An ApiInstance at the root of a free port that forwards to {@code origin}; {@code policies} is indented by four. */
    public static String manifest(int origin, String policies) {
        return """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: { name: test }
                spec:
                  address: http://127.0.0.1:0
                  services:
                    origin: { address: "http://127.0.0.1:%d" }
                  policies:
                %s
                """.formatted(origin, policies.indent(4));
    }

    /** Replaces the manifest and loads it. @throws AssertionError with all problems if there are any */
    public TestGateway reload(String manifest) {
        folder.file("api.yaml", manifest);
        load();
        return this;
    }

    private void load() {
        LoadResult result = folder.load();
        if (result instanceof LoadResult.Rejected rejected) {
            server.close();
            throw new AssertionError(rejected.problems().pretty());
        }
        LoadResult.Loaded loaded = (LoadResult.Loaded) result;
        try {
            server.install(loaded.snapshot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loaded.confirm();
    }

    public ConfigFolder folder() {
        return folder;
    }

    public GatewayServer server() {
        return server;
    }

    public List<AccessRecord> accessRecords() {
        return accessLog.records();
    }

    public int port() {
        return server.addresses().get(0).getPort();
    }

    public Wire connect() {
        return Wire.connect(port());
    }

    /** One request on a connection of its own; {@code fields} are whole header lines. */
    public Wire.Message ask(String method, String target, String... fields) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: api.test\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        try (Wire wire = connect()) {
            return wire.send(head.append("\r\n").toString()).read(method.equals("HEAD"));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
