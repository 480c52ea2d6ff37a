package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.sluice.core.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AdminServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final String TOKEN = "a-token-that-only-this-test-knows";
    private static final String AUTHORIZED = "authorization: Bearer " + TOKEN;

    private volatile CountDownLatch slow = new CountDownLatch(0);
    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final Readiness readiness = new Readiness();
    private final MetricsRegistry metrics = new MetricsRegistry();
    private final HealthPages pages = new HealthPages(patience -> alive.get(), readiness, metrics.page());
    private final List<String> done = new CopyOnWriteArrayList<>();
    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        server = AdminServer.start(ANY_PORT, gate());
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void isHealthyWhileTheLoopsTurn() throws IOException {
        assertThat(get("/healthz")).startsWith("HTTP/1.1 200").endsWith("{\"alive\":true}\n");

        alive.set(false);

        assertThat(get("/healthz")).startsWith("HTTP/1.1 503");
    }

    @Test
    void isReadyFromTheFirstConfigurationToTheShutdown() throws IOException {
        assertThat(get("/readyz")).startsWith("HTTP/1.1 503").contains("no configuration has been applied yet");

        readiness.serving(new Serving(3, "hash", Instant.EPOCH, true, List.of()));
        assertThat(get("/readyz?verbose"))
                .startsWith("HTTP/1.1 200")
                .endsWith("{\"ready\":true,\"generation\":3,\"drifted\":true,\"recovered\":false,\"reasons\":[]}\n");

        readiness.stopping();
        assertThat(get("/readyz")).startsWith("HTTP/1.1 503").contains("shutting down");
    }

    @Test
    void servesMetricsInTheFormatThatIsAskedFor() throws IOException {
        assertThat(get("/metrics"))
                .containsIgnoringCase("content-type: text/plain; version=0.0.4; charset=utf-8")
                .contains("jvm_memory_used_bytes", "process_uptime_seconds", "jvm_gc_pause_seconds_count{gc=")
                .doesNotContain("# EOF");
        assertThat(get("/metrics", "accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5"))
                .containsIgnoringCase("content-type: application/openmetrics-text; version=1.0.0; charset=utf-8")
                .endsWith("# EOF\n");
    }

    @Test
    void compressesMetricsForWhoTakesIt() throws IOException {
        assertThat(get("/metrics", "accept-encoding: gzip")).containsIgnoringCase("content-encoding: gzip");
    }

    @Test
    void knowsNoOtherPath() throws IOException {
        assertThat(get("/")).startsWith("HTTP/1.1 404").contains("application/json");
        assertThat(get("/metrics/")).startsWith("HTTP/1.1 404");
    }

    @Test
    void refusesOtherMethods() throws IOException {
        assertThat(send("POST /metrics HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .containsIgnoringCase("allow: GET, HEAD")
                .contains("method must be GET or HEAD but is POST");
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        String response = send("HEAD /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics.INTERNAL:9901", "localhost", "LOCALHOST:9901", "127.0.0.1:1", "[::1]:9901"})
    void answersToItsOwnNames(String host) throws IOException {
        assertThat(withHost("host: " + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host: evil.example",
                "host: localhost.evil.example",
                "host: 192.0.2.1:9901",
                "host: ",
                "x-host: localhost",
                "host: localhost\r\nhost: localhost"
            })
    void refusesNamesThatARebindingPageWouldUse(String fields) throws IOException {
        assertThat(withHost(fields)).startsWith("HTTP/1.1 403");
    }

    @Test
    void answersRequestsOnOneConnectionInOrder() throws IOException {
        String plain = " HTTP/1.1\r\nhost: localhost\r\n";

        String responses = send("GET /healthz" + plain + "\r\nGET /none" + plain + "\r\nGET /healthz" + plain
                + "connection: close\r\n\r\n");

        assertThat(responses.split("HTTP/1\\.1 "))
                .extracting(part -> part.substring(0, Math.min(3, part.length())))
                .containsExactly("", "200", "404", "200");
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        assertThat(get("/healthz", "x-pad: " + "x".repeat(9000))).startsWith("HTTP/1.1 400");
        assertThat(get("/" + "x".repeat(5000))).startsWith("HTTP/1.1 400");
    }

    @Test
    void refusesABody() throws IOException {
        assertThat(
                        send(
                                "GET /healthz HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5000\r\nconnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void saysWhichAddressIsTaken() {
        assertThatExceptionOfType(BindFailure.class)
                .isThrownBy(() -> AdminServer.start(server.address(), gate()))
                .withMessageStartingWith(
                        "cannot listen on 127.0.0.1:" + server.address().getPort());
    }

    @Test
    void changesNothingForWhoDoesNotKnowTheToken() throws IOException {
        assertThat(post("/change/1", "content-type: application/json")).startsWith("HTTP/1.1 401");
        assertThat(post("/change/1", "content-type: application/json", "authorization: Bearer wrong"))
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("www-authenticate: Bearer");
        assertThat(post("/change/1", "content-type: application/json", "authorization: Basic " + TOKEN))
                .startsWith("HTTP/1.1 401");
        assertThat(post("/change/1", "content-type: application/json", AUTHORIZED, AUTHORIZED))
                .startsWith("HTTP/1.1 401");
        assertThat(get("/change/1", AUTHORIZED)).startsWith("HTTP/1.1 405").containsIgnoringCase("allow: POST");

        assertThat(done).isEmpty();
    }

    @Test
    void changesSomethingForWhoKnowsTheToken() throws IOException {
        assertThat(post("/change/a.b-1", "content-type: application/json; charset=utf-8", AUTHORIZED))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("cache-control: no-store")
                .doesNotContainIgnoringCase("access-control");
        assertThat(post("/change/2", "x-gateway-csrf: 1", AUTHORIZED)).startsWith("HTTP/1.1 200");

        assertThat(done).containsExactly("a.b-1 ", "2 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-type: text/plain",
                "content-type: application/x-www-form-urlencoded",
                "content-type: multipart/form-data; boundary=x",
                "x-other: 1"
            })
    void refusesWhatAFormOfAWebPageCouldSend(String field) throws IOException {
        assertThat(post("/change/1", field, AUTHORIZED)).startsWith("HTTP/1.1 415");
        assertThat(done).isEmpty();
    }

    @Test
    void refusesOtherOrigins() throws IOException {
        String type = "content-type: application/json";
        assertThat(post("/change/1", type, AUTHORIZED, "origin: http://evil.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(post("/change/1", type, AUTHORIZED, "origin: null")).startsWith("HTTP/1.1 403");
        assertThat(get("/metrics", "origin: http://evil.example")).startsWith("HTTP/1.1 403");
        assertThat(post("/change/1", type, AUTHORIZED, "origin: http://localhost"))
                .startsWith("HTTP/1.1 200");

        assertThat(done).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/change/", "/change/a/b", "/change/%0a", "/change/a%2fb", "/change"})
    void takesOnePlainSegmentAsArgument(String path) throws IOException {
        assertThat(post(path, "content-type: application/json", AUTHORIZED)).startsWith("HTTP/1.1 404");
    }

    @Test
    void takesABodyUpToItsBound() throws IOException {
        String head = "POST /large HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n" + AUTHORIZED
                + "\r\nx-gateway-csrf: 1\r\n";

        assertThat(send(head + "content-length: 5000\r\n\r\n" + "x".repeat(5000)))
                .startsWith("HTTP/1.1 200");
        assertThat(send(head + "content-length: 5001\r\n\r\n")).startsWith("HTTP/1.1 413");
        String chunk = "ff0\r\n" + "x".repeat(0xff0) + "\r\n";
        assertThat(send(head + "transfer-encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(send(head + "transfer-encoding: chunked\r\n\r\n" + chunk + chunk))
                .startsWith("HTTP/1.1 413");

        assertThat(done).containsExactly(" " + "x".repeat(5000), " " + "x".repeat(0xff0));
    }

    @Test
    void asksForABodyOnlyWhenItWillTakeIt() throws IOException {
        String head = "POST /large HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\nexpect: 100-continue\r\n"
                + "content-length: 1\r\nx-gateway-csrf: 1\r\n";

        assertThat(send(head + AUTHORIZED + "\r\n\r\nx"))
                .startsWith("HTTP/1.1 100")
                .contains("HTTP/1.1 200");
        assertThat(send(head + "\r\n")).startsWith("HTTP/1.1 401");
    }

    @Test
    void answersQuestionsWhileAChangeTakesLong() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        slow = goOn;
        CompletableFuture<String> change = CompletableFuture.supplyAsync(() -> quietly("/change/slow"));
        Await.that("the change is under way", () -> done.contains("slow "));

        assertThat(get("/healthz")).startsWith("HTTP/1.1 200");

        assertThat(change).isNotDone();
        goOn.countDown();
        assertThat(change.get(20, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200");
    }

    private AdminGate gate() {
        List<AdminRoute> routes = new ArrayList<>(pages.routes());
        routes.add(AdminRoute.post("/change/{what}", this::change));
        routes.add(AdminRoute.post("/large", 5000, this::change));
        return new AdminGate(routes, new AdminHosts(List.of("Metrics.internal")), new AdminToken(TOKEN));
    }

    private AdminReply change(AdminRequest request) {
        done.add(request.argument() + " " + new String(request.body(), StandardCharsets.UTF_8));
        try {
            slow.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return AdminReply.text(HttpResponseStatus.OK, "done");
    }

    private String quietly(String path) {
        try {
            return post(path, "content-type: application/json", AUTHORIZED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String post(String path, String... fields) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: 0\r\n"
                + RawHttp.lines(fields) + "\r\n");
    }

    private String withHost(String fields) throws IOException {
        return send("GET /healthz HTTP/1.1\r\n" + fields + "\r\nconnection: close\r\n\r\n");
    }

    private String get(String path, String... fields) throws IOException {
        return RawHttp.get(server.address(), path, fields);
    }

    private String send(String request) throws IOException {
        return RawHttp.send(server.address(), request);
    }
}
