package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EchoBackendTest {
    private EchoBackend backend;

    @BeforeEach
    void start() throws IOException {
        backend = EchoBackend.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void tellsWhatItWasAsked() throws IOException {
        String response = RawHttp.send(
                backend.address(),
                "POST /a/b?c=d HTTP/1.1\r\nhost: localhost\r\nx-two: 1\r\nx-two: 2\r\nconnection: close\r\n"
                        + "content-length: 5\r\n\r\nhello");

        JsonNode echo = new ObjectMapper().readTree(RawHttp.body(response));
        assertThat(response).startsWith("HTTP/1.1 200");
        assertThat(echo.get("method").asText()).isEqualTo("POST");
        assertThat(echo.get("path").asText()).isEqualTo("/a/b");
        assertThat(echo.get("query").asText()).isEqualTo("c=d");
        assertThat(echo.get("headers").get("x-two").asText()).isEqualTo("1, 2");
        assertThat(echo.get("bodyBytes").asInt()).isEqualTo(5);
    }

    @Test
    void sendsAsManyBytesAsAsked() throws IOException {
        String response = RawHttp.get(backend.address(), "/bytes/1000001");

        assertThat(response).containsIgnoringCase("content-length: 1000001");
        assertThat(RawHttp.body(response)).hasSize(1_000_001).matches("x*");
    }

    @Test
    void answersWithTheStatusAsked() throws IOException {
        assertThat(RawHttp.get(backend.address(), "/status/503")).startsWith("HTTP/1.1 503");
        assertThat(RawHttp.get(backend.address(), "/status/204"))
                .startsWith("HTTP/1.1 204")
                .endsWith("\r\n\r\n");
    }

    @Test
    void waitsAsLongAsAsked() throws IOException {
        long start = System.nanoTime();

        assertThat(RawHttp.get(backend.address(), "/delay/150")).startsWith("HTTP/1.1 200");

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(150_000_000);
    }

    @Test
    void refusesNumbersItCannotServe() throws IOException {
        assertThat(RawHttp.get(backend.address(), "/status/99"))
                .startsWith("HTTP/1.1 400")
                .contains("/status/99 must end in a number between 200 and 599 but ends in 99");
        assertThat(RawHttp.get(backend.address(), "/bytes/x")).startsWith("HTTP/1.1 400");
    }

    @Test
    void keepsTheOrderOfRequestsOnOneConnection() throws IOException {
        String plain = " HTTP/1.1\r\nhost: localhost\r\n";

        String responses = RawHttp.send(
                backend.address(),
                "GET /delay/50" + plain + "\r\nGET /bytes/70000" + plain + "\r\nGET /last" + plain
                        + "connection: close\r\n\r\n");

        assertThat(responses.indexOf("/delay/50")).isPositive().isLessThan(responses.indexOf("xxxx"));
        assertThat(responses.indexOf("/last")).isGreaterThan(responses.lastIndexOf("xxxx"));
    }

    @Test
    void answersOneRequestAfterAnotherOnOneConnection() throws IOException {
        InetSocketAddress address = backend.address();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(5000);
            for (int i = 0; i < 5; i++) {
                socket.getOutputStream()
                        .write(("GET /status/" + (200 + i) + " HTTP/1.1\r\nhost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                byte[] response = new byte[4096];
                int length = socket.getInputStream().read(response);
                assertThat(new String(response, 0, length, StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 " + (200 + i));
            }
        }
    }

    @Test
    void saysWhichAddressIsTaken() {
        assertThatExceptionOfType(BindFailure.class)
                .isThrownBy(() -> EchoBackend.start(backend.address()))
                .withMessageStartingWith(
                        "cannot listen on 127.0.0.1:" + backend.address().getPort());
    }
}
