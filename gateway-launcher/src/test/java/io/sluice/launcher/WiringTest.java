package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.ConfigDocuments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WiringTest {
    /** The common pool may have one thread, which the gateway would keep. */
    private static final Executor THREADS = task -> new Thread(task, "test").start();

    @TempDir
    Path temporary;

    private Path folder;

    private Shutdown shutdown = new Shutdown();
    private @Nullable Path state;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private EchoBackend backend;
    private int port;
    private int adminPort;

    @BeforeEach
    void configure() throws IOException {
        folder = Files.createDirectory(temporary.resolve("conf"));
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
        CompletableFuture<Integer> exit = start();
        assertThat(RawHttp.get(local(port), "/first/hello"))
                .startsWith("HTTP/1.1 200")
                .contains("\"/hello\"");

        api("/second");
        await(adminPort, "/readyz", "\"generation\":2");
        assertThat(RawHttp.get(local(port), "/second/hello")).startsWith("HTTP/1.1 200");
        assertThat(RawHttp.get(local(port), "/first/hello")).startsWith("HTTP/1.1 404");
        assertThat(RawHttp.get(local(adminPort), "/metrics"))
                .contains("gateway_config_reloads_total{result=\"success\",trigger=\"file\"} 1.0");

        Files.writeString(folder.resolve("broken.yaml"), "kind: {");
        Files.writeString(folder.resolve("api.yaml"), text("/third").replace("echo", "never-served"));
        await(adminPort, "/metrics", "gateway_config_last_reload_successful 0.0");
        assertThat(RawHttp.get(local(adminPort), "/metrics")).doesNotContain("never-served");
        assertThat(RawHttp.get(local(port), "/second/hello")).startsWith("HTTP/1.1 200");

        end(exit);
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

    @Test
    void goesBackAndStaysThereUntilTheFilesChange() throws Exception {
        CompletableFuture<Integer> exit = start();
        api("/second");
        await(adminPort, "/readyz", "\"generation\":2");

        assertThat(command("rollback").out())
                .startsWith("generation 3 applied in ")
                .contains("restores 1");
        assertThat(RawHttp.get(local(port), "/first/x")).startsWith("HTTP/1.1 200");
        assertThat(command("status").out()).contains("drifted     yes");
        assertThat(RawHttp.get(local(adminPort), "/metrics")).contains("gateway_config_drifted 1.0");

        Files.writeString(folder.resolve("note.yaml"), "# a change of the files that changes nothing\n");
        await(adminPort, "/readyz", "\"generation\":4,\"drifted\":false");
        assertThat(RawHttp.get(local(port), "/second/x")).startsWith("HTTP/1.1 200");
        assertThat(command("history").out()).contains("gen 4", "gen 3", "rollback", "restores 1", "gen 1", "startup");
        assertThat(command("history", "2").out()).startsWith("gen 2").contains("hash ");
        assertThat(command("history", "9").exitCode()).isEqualTo(1);
        end(exit);
    }

    @Test
    void isToldToReloadAndSaysWhatCameOfIt() throws Exception {
        Files.writeString(
                folder.resolve("gateway.conf"),
                "admin: {address: \"127.0.0.1:%d\"}\nreload: {watch: false}\n".formatted(adminPort));
        CompletableFuture<Integer> exit = start();

        assertThat(command("reload").out()).isEqualTo("nothing has changed, generation 1 stays\n");
        api("/second");
        assertThat(command("reload").out())
                .startsWith("generation 2 applied in ")
                .contains("~1 API echo");
        Files.writeString(folder.resolve("api.yaml"), "kind: {");
        CommandLineRun refused = command("reload");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("refused, generation 2 stays\nerror[GW1003]")
                .contains("api.yaml:1");
        assertThat(command("reload", "--json").err()).contains("\"outcome\":\"refused\"", "\"code\":\"GW1003\"");
        assertThat(command("status").out()).contains("generation  2 since", "drifted     yes");
        end(exit);
    }

    @Test
    void explainsWhatItServesAndNotTheFiles() throws Exception {
        Files.writeString(
                folder.resolve("gateway.conf"),
                "admin: {address: \"127.0.0.1:%d\"}\nreload: {watch: false}\n".formatted(adminPort));
        CompletableFuture<Integer> exit = start();
        Files.writeString(folder.resolve("api.yaml"), "kind: {");
        String url = "http://localhost:" + port + "/first/x";

        CommandLineRun tree = command("explain", "GET", url, "--running", "-H", "x-a: 1");
        assertThat(tree.exitCode()).isZero();
        assertThat(tree.out()).startsWith("GET " + url + "  (from 127.0.0.1)\n").contains("x-a: 1", "✓ echo");
        assertThat(command("explain", "GET", url, "--running", "--json").out()).startsWith("{\"schemaVersion\":1,");
        assertThat(command("explain", "GET", "ftp://x", "--running").err()).contains("the URL must begin with");
        assertThat(command("explain", "GET", url, "--running", "--config", "conf")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        end(exit);
    }

    @Test
    void answersReloadsOneAfterTheOther() throws Exception {
        CompletableFuture<Integer> exit = start();
        api("/second");
        List<CompletableFuture<CommandLineRun>> runs = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> command("reload"), THREADS))
                .limit(8)
                .toList();

        for (CompletableFuture<CommandLineRun> run : runs) {
            assertThat(run.get(30, TimeUnit.SECONDS).exitCode()).isZero();
        }
        assertThat(RawHttp.get(local(adminPort), "/readyz")).contains("\"generation\":2,\"drifted\":false");
        end(exit);
    }

    @Test
    void servesTheLastGoodGenerationWhenTheFilesAreBrokenAtTheStart() throws Exception {
        state = temporary.resolve("state");
        CompletableFuture<Integer> exit = start();
        api("/second");
        await(adminPort, "/readyz", "\"generation\":2");
        end(exit);
        Files.writeString(folder.resolve("api.yaml"), "kind: {");

        exit = start();
        assertThat(RawHttp.get(local(port), "/second/x")).startsWith("HTTP/1.1 200");
        assertThat(RawHttp.get(local(adminPort), "/readyz"))
                .startsWith("HTTP/1.1 200")
                .contains("\"generation\":2,\"drifted\":true,\"recovered\":true")
                .contains("the files were refused at the start (1 error); generation 2 of ");
        assertThat(RawHttp.get(local(adminPort), "/metrics"))
                .contains("gateway_config_last_reload_successful 0.0", "gateway_config_recovered 1.0")
                .contains("gateway_config_reloads_total{result=\"success\",trigger=\"recovery\"} 1.0");
        assertThat(command("history").out()).contains("recovery", "refused", "gen 1");

        api("/third");
        await(adminPort, "/readyz", "\"generation\":3,\"drifted\":false,\"recovered\":false");
        assertThat(RawHttp.get(local(port), "/third/x")).startsWith("HTTP/1.1 200");
        assertThat(command("rollback", "1").out()).contains("generation 4 applied", "restores 1");
        assertThat(RawHttp.get(local(port), "/first/x")).startsWith("HTTP/1.1 200");
        end(exit);
    }

    @Test
    void startsWithTheSettingsOfTheLastGoodGenerationIfItMust() throws Exception {
        state = temporary.resolve("state");
        end(start());
        Files.writeString(folder.resolve("gateway.conf"), "thread: 2");

        CompletableFuture<Integer> exit = start();

        assertThat(RawHttp.get(local(port), "/first/x")).startsWith("HTTP/1.1 200");
        assertThat(RawHttp.get(local(adminPort), "/readyz")).contains("\"recovered\":true");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("did you mean `threads`?", "warning: starting with the gateway.conf of generation 1");
        end(exit);
    }

    @Test
    void goesOnWithTheSameGenerationAfterARestart() throws Exception {
        state = temporary.resolve("state");
        end(start());
        end(start());

        CompletableFuture<Integer> exit = start();

        assertThat(RawHttp.get(local(adminPort), "/readyz")).contains("\"generation\":1,");
        assertThat(state.resolve("generations").toFile().list()).containsExactly("00000001.zip");
        end(exit);
    }

    @Test
    void servesAnOlderGenerationIfTheNewestIsDamaged() throws Exception {
        state = temporary.resolve("state");
        CompletableFuture<Integer> exit = start();
        api("/second");
        await(adminPort, "/readyz", "\"generation\":2");
        end(exit);
        Path newest = state.resolve("generations/00000002.zip");
        Files.write(newest, Arrays.copyOf(Files.readAllBytes(newest), 200));
        Files.writeString(folder.resolve("api.yaml"), "kind: {");

        exit = start();

        assertThat(RawHttp.get(local(port), "/first/x")).startsWith("HTTP/1.1 200");
        assertThat(RawHttp.get(local(adminPort), "/readyz")).contains("\"generation\":3,", "generation 1 of ");
        end(exit);
    }

    @Test
    void writesItsTokenWhereItsUserFindsItAndNeverIntoTheLog() throws Exception {
        state = temporary.resolve("state");
        CompletableFuture<Integer> exit = start();
        Path file = state.resolve("admin.token");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(command("reload", "--token-file", file.toString()).exitCode())
                .isZero();
        Path wrong = Files.writeString(temporary.resolve("wrong"), "0123456789abcdef");
        CommandLineRun refused = command("reload", "--token-file", wrong.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("authorization must be");
        end(exit);
        assertThat(command("reload").err()).contains("name its file with --token-file");
        assertThat(command("reload", "--token-file", file.toString()).exitCode())
                .isEqualTo(75);
    }

    @Test
    void checksAManifestWithoutServingIt() throws Exception {
        state = temporary.resolve("state");
        CompletableFuture<Integer> exit = start();
        String token = Files.readString(state.resolve("admin.token"));
        String good = Files.readString(folder.resolve("api.yaml")).replace("/first", "/other");

        assertThat(check(token, good)).startsWith("HTTP/1.1 200").contains("\"valid\":true,\"findings\":[]");
        assertThat(check(token, good.replace("address", "adress")))
                .startsWith("HTTP/1.1 422")
                .contains("\"valid\":false", "\"file\":\"request.yaml\"", "\"suggestions\":[\"address\"]");
        assertThat(check("wrong-token-wrong", good)).startsWith("HTTP/1.1 401");
        assertThat(RawHttp.get(local(port), "/first/x")).startsWith("HTTP/1.1 200");
        assertThat(RawHttp.get(local(port), "/other/x")).startsWith("HTTP/1.1 404");
        end(exit);
    }

    private String check(String token, String manifest) throws IOException {
        return RawHttp.send(local(adminPort), """
                POST /api/v1/config/validate HTTP/1.1\r
                host: localhost\r
                connection: close\r
                authorization: Bearer %s\r
                content-type: application/yaml\r
                content-length: %d\r
                \r
                %s""".formatted(token, manifest.length(), manifest));
    }

    private CommandLineRun command(String name, String... more) {
        List<String> all = new ArrayList<>(List.of(name, "--admin", "127.0.0.1:" + adminPort));
        all.addAll(List.of(more));
        return CommandLineRun.of(all.toArray(new String[0]));
    }

    /** Waits until it is ready. */
    private CompletableFuture<Integer> start() {
        shutdown = new Shutdown();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(this::run, THREADS);
        await(adminPort, "/readyz", "HTTP/1.1 200");
        await(adminPort, "/metrics", "gateway_config_reloads_total");
        return exit;
    }

    private void end(CompletableFuture<Integer> exit) throws Exception {
        shutdown.request();
        assertThat(exit.get(30, TimeUnit.SECONDS)).isZero();
    }

    private int run() {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.Colours.NEVER);
        try {
            return new Wiring(terminal, folder, state, false)
                    .run(new AtomicReference<>(ConfigDocuments.read(folder)), shutdown);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void api(String basePath) throws IOException {
        Files.writeString(folder.resolve("api.yaml"), text(basePath));
    }

    private String text(String basePath) {
        return """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: echo}
                spec:
                  address: http://127.0.0.1:%d%s
                  services:
                    backend: {address: "http://127.0.0.1:%d"}
                """.formatted(port, basePath, backend.address().getPort());
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
