package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
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

    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final Readiness readiness = new Readiness();
    private final MetricsRegistry metrics = new MetricsRegistry();
    private final AdminPages pages = new AdminPages(alive::get, readiness, metrics.page());
    private AdminServer server;

    @BeforeEach
    void start() throws IOException {
        server = AdminServer.start(ANY_PORT, pages, new AdminHosts(List.of("Metrics.internal")));
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

        readiness.serving(3);
        assertThat(get("/readyz?verbose"))
                .startsWith("HTTP/1.1 200")
                .endsWith("{\"ready\":true,\"generation\":3,\"reasons\":[]}\n");

        readiness.stopping();
        assertThat(get("/readyz")).startsWith("HTTP/1.1 503").contains("shutting down");
    }

    @Test
    void servesMetricsInTheFormatThatIsAskedFor() throws IOException {
        assertThat(get("/metrics"))
                .containsIgnoringCase("content-type: text/plain; version=0.0.4; charset=utf-8")
                .contains("jvm_memory_used_bytes", "process_uptime_seconds")
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
                .isThrownBy(() -> AdminServer.start(server.address(), pages, new AdminHosts(List.of())))
                .withMessageStartingWith(
                        "cannot listen on 127.0.0.1:" + server.address().getPort());
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
