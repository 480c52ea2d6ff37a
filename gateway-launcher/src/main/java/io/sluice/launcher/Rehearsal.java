package io.sluice.launcher;

import io.sluice.config.ConfigDocuments;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A gateway in this process with a configuration, an upstream and requests of its own: plain and TLS on both sides, policies that pass and refuse, a
 * reload, the admin pages. Threading: runs on the caller's thread and one more.
 */
final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int READ_MILLIS = 10_000;
    private static final int PAUSE_MILLIS = 10;
    private static final List<String> FILES = List.of("default.pem", "default.key", "gateway.conf", "api.yaml");

    private static final String SETTINGS = """
            admin: { address: "127.0.0.1:%d" }
            upstreamTls: { verify: false }
            reload: { quietPeriod: 20ms, poll: 50ms }
            """;

    private static final String MANIFESTS = """
            apiVersion: gateway.mulesoft.com/v1alpha1
            kind: ApiInstance
            metadata: { name: open }
            spec:
              address: http://127.0.0.1:%1$d/open
              services:
                echo:
                  address: http://127.0.0.1:%3$d
                  routes: [ { rules: [ { path: "/v1(/.*)", methods: GET|POST } ], config: { destinationPath: /orders } } ]
            ---
            apiVersion: gateway.mulesoft.com/v1alpha1
            kind: ApiInstance
            metadata: { name: secure }
            spec:
              address: http://127.0.0.1:%1$d/secure
              services: { tls: { address: "https://127.0.0.1:%2$d" } }
            ---
            apiVersion: gateway.mulesoft.com/v1alpha1
            kind: ApiInstance
            metadata: { name: guarded }
            spec:
              address: https://127.0.0.1:%2$d/
              services: { echo: { address: "http://127.0.0.1:%3$d" } }
              policies:
                - policyRef: { name: message-logging-flex }
                  config:
                    loggingConfiguration:
                      - { itemName: rehearsal, itemData: { message: "#[attributes.method ++ ' ' ++ attributes.requestPath]", level: INFO } }
                - policyRef: { name: rate-limiting-flex }
                  config: { rateLimits: [ { maximumRequests: 1000, timePeriodInMilliseconds: 60000 } ] }
                - policyRef: { name: http-basic-authentication-flex }
                  config: { username: rehearsal, password: rehearsal }
                  rules: [ { path: "/basic.*" } ]
                - policyRef: { name: jwt-validation-flex }
                  config: { signingMethod: hmac, textKey: this-key-guards-nothing-but-a-test }
                  rules: [ { path: "/jwt.*" } ]
                - policyRef: { name: header-injection-flex }
                  config: { inboundHeaders: [ { key: x-generation, value: "%4$d" } ] }
            """;

    private final Terminal terminal;
    private final Path folder;
    private final int upstream;
    private final int plain = freePort();
    private final int secure = freePort();
    private final int admin = freePort();

    private Rehearsal(Terminal terminal, Path folder, int upstream) throws IOException {
        this.terminal = terminal;
        this.folder = folder;
        this.upstream = upstream;
    }

    /** @throws IOException if the gateway did not start, or an answer was not the expected one */
    static void run(Terminal terminal) throws IOException, GeneralSecurityException, InterruptedException {
        Path folder = Files.createTempDirectory("gateway-rehearsal");
        try (EchoBackend backend = EchoBackend.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            new Rehearsal(terminal, folder, backend.address().getPort()).run();
        } finally {
            for (String file : FILES) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.delete(folder);
        }
    }

    private void run() throws IOException, GeneralSecurityException, InterruptedException {
        KeyPairFiles pair = KeyPairFiles.generate();
        Files.write(folder.resolve(FILES.get(0)), pair.certificateBytes());
        Files.write(folder.resolve(FILES.get(1)), pair.keyBytes());
        Files.writeString(folder.resolve(FILES.get(2)), SETTINGS.formatted(admin));
        writeManifests(1);
        Shutdown shutdown = new Shutdown();
        AtomicReference<ConfigDocuments> first = new AtomicReference<>(ConfigDocuments.readAhead(folder));
        Wiring wiring = new Wiring(terminal, folder, null, false);
        FutureTask<Integer> gateway = new FutureTask<>(() -> wiring.run(first, shutdown));
        new Thread(gateway, "rehearsal").start();
        try {
            serve(gateway);
        } finally {
            shutdown.request();
            end(gateway);
        }
    }

    private void serve(FutureTask<Integer> gateway) throws IOException, InterruptedException {
        await(gateway, 1);
        requests();
        writeManifests(2);
        await(gateway, 2);
        requests();
    }

    private void requests() throws IOException {
        expect("200", plain, "GET /open/v1/hello");
        expect("200", plain, "GET /secure/hello");
        expect("401", plain, "GET /secure/jwt", "Authorization: Bearer a.b.c");
        expect("200", plain, "GET /secure/basic", "Authorization: Basic cmVoZWFyc2FsOnJlaGVhcnNhbA==");
        expect("404", plain, "GET /nowhere");
        expect("200", admin, "GET /metrics");
        expect("200", admin, "GET /api/v1/status");
    }

    /** Until {@code generation} is in service. */
    private void await(FutureTask<Integer> gateway, int generation) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isServed(generation)) {
            if (gateway.isDone() || System.nanoTime() - deadline > 0) {
                throw new IOException("generation " + generation + " was never served");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private boolean isServed(int generation) {
        try {
            return ask(admin, "GET /readyz").contains("\"ready\":true,\"generation\":" + generation);
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void expect(String status, int port, String request, String... fields) throws IOException {
        String answer = ask(port, request, fields);
        if (!answer.startsWith("HTTP/1.1 " + status)) {
            throw new IOException(request + " should get " + status + " but got "
                    + answer.lines().findFirst().orElse("nothing"));
        }
    }

    /** The whole answer. */
    private static String ask(int port, String request, String... fields) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_MILLIS);
            String head = request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
            String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
            socket.getOutputStream().write((head + more + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void writeManifests(int generation) throws IOException {
        Files.writeString(folder.resolve(FILES.get(3)), MANIFESTS.formatted(plain, secure, upstream, generation));
    }

    private static void end(FutureTask<Integer> gateway) throws IOException, InterruptedException {
        try {
            if (gateway.get() != ExitCode.OK) {
                throw new IOException("the gateway did not start");
            }
        } catch (ExecutionException e) {
            throw new IOException("the gateway failed: " + e.getCause(), e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
