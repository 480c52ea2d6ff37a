package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.runtime.Transport;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NoLeaks
class UpstreamFaultTest {
    private final TestEngine engine = new TestEngine(TestEngine.timeouts(Duration.ofMillis(500)), Transport.AUTO, 1);
    private @Nullable TestOrigin origin;

    @AfterEach
    void close() {
        engine.close();
        if (origin != null) {
            origin.close();
        }
    }

    private Wire connect(TestOrigin.Script script) {
        origin = new TestOrigin(script);
        return engine.serve(origin.port()).connect();
    }

    private Wire.Message ask(TestOrigin.Script script) {
        try (Wire wire = connect(script)) {
            return wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read();
        }
    }

    @Test
    void answers503WithAReasonWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        engine.serve(port);
        Wire.Message answer = engine.get("/");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).contains("\"code\":\"upstream_unreachable\"").contains("\"source\":\"gateway\"");
        assertThat(engine.accessRecords().get(0).reason()).isEqualTo("upstream_unreachable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: +5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\u0000b\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n"
            })
    void answers502ToWhatIsNoProperResponse(String response) {
        Wire.Message answer = ask(TestOrigin.answering(response));
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("upstream_bad_response");
    }

    @Test
    void answers502WhenTheConnectionBreaksBeforeAnAnswer() {
        Wire.Message answer = ask((wire, recorder) -> wire.read());
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("upstream_reset");
    }

    @Test
    void answers504WhenNoAnswerComesInTime() {
        Wire.Message answer = ask((wire, recorder) -> {
            wire.read();
            wire.isClosedByPeer();
        });
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.text()).contains("upstream_timeout");
    }

    @Test
    void neverLetsATruncatedAnswerLookComplete() {
        try (Wire wire = connect((socket, recorder) -> {
            socket.read();
            socket.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        })) {
            wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(wire.readHead()).startsWith("HTTP/1.1 200");
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        assertThat(engine.accessRecords().get(0).reason()).isEqualTo("upstream_reset");
    }

    @Test
    void doesNotReuseAConnectionWithSurplusBytes() {
        try (Wire wire = connect((socket, recorder) -> {
            recorder.record(socket.read());
            socket.send(
                    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            recorder.record(socket.read());
        })) {
            for (int i = 0; i < 3; i++) {
                assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read().text())
                        .isEqualTo("ok");
            }
        }
        assertThat(java.util.Objects.requireNonNull(origin).connections()).isEqualTo(3);
    }

    @Test
    void repeatsAGetOnAFreshConnectionWhenThePooledOneHasDied() {
        try (Wire wire = connect((socket, recorder) -> {
            socket.read();
            socket.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            socket.read();
        })) {
            for (int i = 0; i < 4; i++) {
                assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read().status())
                        .isEqualTo(200);
            }
        }
        assertThat(engine.metrics().upstream("origin").retries()).isPositive();
    }

    @Test
    void neverRepeatsAPost() {
        try (Wire wire = connect((socket, recorder) -> {
            recorder.record(socket.read());
            socket.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            recorder.record(socket.read());
        })) {
            String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx";
            assertThat(wire.send(post).read().status()).isEqualTo(200);
            assertThat(wire.send(post).read().status()).isEqualTo(502);
        }
        assertThat(java.util.Objects.requireNonNull(origin).recorded()).isEqualTo(2);
    }

    @Test
    void relaysAnAnswerThatEndsAnUploadEarly() {
        for (int i = 0; i < 20; i++) {
            TestOrigin refusing = new TestOrigin((socket, recorder) -> {
                socket.readHead();
                socket.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
            });
            try (Wire wire = engine.serve(refusing.port()).connect()) {
                wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
                wire.send(new byte[400_000]);
                assertThat(wire.read().status()).isEqualTo(413);
            }
            refusing.close();
        }
    }
}
