package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

@Timeout(60)
class WiringTest {
    @TempDir
    Path folder;

    private final Shutdown shutdown = new Shutdown();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private EchoBackend backend;
    private int port;
    private int adminPort;

    @BeforeEach
    void configure() throws IOException {
        backend = EchoBackend.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = freePort();
        adminPort = freePort();
        Files.writeString(folder.resolve("gateway.conf"), """
                admin: {address: "127.0.0.1:%d"}
                accessLog: {enabled: true, path: "%s"}
                reload: {quietPeriod: 20ms, poll: 50ms}
                """.formatted(adminPort, folder.resolve("access.log")));
        api("/first");
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void servesFollowsEditsAndStopsInGoodOrder() throws Exception {
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(this::run);
        await(adminPort, "/readyz", "HTTP/1.1 200");
        assertThat(RawHttp.get(local(port), "/first/hello"))
                .startsWith("HTTP/1.1 200")
                .contains("\"/hello\"");

        api("/second");
        await(adminPort, "/readyz", "\"generation\":2");
        assertThat(RawHttp.get(local(port), "/second/hello")).startsWith("HTTP/1.1 200");
        assertThat(RawHttp.get(local(port), "/first/hello")).startsWith("HTTP/1.1 404");
        assertThat(RawHttp.get(local(adminPort), "/metrics"))
                .contains("gateway_config_reloads_total{result=\"success\",trigger=\"file\"} 1.0");

        Files.writeString(folder.resolve("api.yaml"), "kind: {");
        await(adminPort, "/metrics", "gateway_config_last_reload_successful 0.0");
        assertThat(RawHttp.get(local(port), "/second/hello")).startsWith("HTTP/1.1 200");

        shutdown.request();
        assertThat(exit.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(Files.readString(folder.resolve("access.log"))).contains("\"path\":\"/second/hello\"");
    }

    @Test
    void endsAtOnceIfTheConfigurationIsInvalid() throws IOException {
        Files.writeString(folder.resolve("api.yaml"), "kind: {");

        assertThat(run()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void endsAtOnceIfTheSettingsAreInvalid() throws IOException {
        Files.writeString(folder.resolve("gateway.conf"), "thread: 2");

        assertThat(run()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("thread", "did you mean `threads`?");
    }

    @Test
    void endsAtOnceIfThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(local(adminPort));

            assertThat(run()).isEqualTo(ExitCode.FAILED);
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("error: cannot listen on 127.0.0.1:" + adminPort + ": the port is in use");
    }

    @Test
    void endsAtOnceIfTheAdminHostIsUnknown() throws IOException {
        Files.writeString(folder.resolve("gateway.conf"), "admin: {address: no.such.host.invalid:1}");

        assertThat(run()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("no.such.host.invalid:1: the name is unknown");
    }

    private int run() {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Ansi.OFF);
        try {
            return new Wiring(terminal, folder, false).run(shutdown);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void api(String basePath) throws IOException {
        Files.writeString(folder.resolve("api.yaml"), """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: echo}
                spec:
                  address: http://127.0.0.1:%d%s
                  services:
                    backend: {address: "http://127.0.0.1:%d"}
                """.formatted(
                        port, basePath, backend.address().getPort()));
    }

    /** Asks again until the answer contains {@code expected}. */
    private static void await(int port, String path, String expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String answer = "";
        while (!answer.contains(expected)) {
            assertThat(System.nanoTime()).as("last answer: %s", answer).isLessThan(deadline);
            try {
                answer = RawHttp.get(local(port), path);
            } catch (IOException notYet) {
                answer = notYet.toString();
            }
        }
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(local(0));
            return socket.getLocalPort();
        }
    }
}
