package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.runtime.Transport;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NoLeaks
class ClientFaultTest {
    private final TestEngine engine = new TestEngine(TestEngine.timeouts(Duration.ofMillis(400)), Transport.AUTO, 1);
    private final TestOrigin origin = new TestOrigin(TestOrigin.HELLO);

    @AfterEach
    void close() {
        engine.close();
        origin.close();
    }

    private Wire connect() {
        return engine.serve(origin.port()).connect();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET a HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            })
    void refusesWhatTwoReadersCouldUnderstandDifferently(String request) {
        try (Wire wire = connect()) {
            Wire.Message answer = wire.send(request).read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(answer.text()).contains("\"code\":\"bad_request\"");
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        assertThat(origin.recorded()).isZero();
        assertThat(origin.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/9.9"})
    void answers505ToAnotherMajorVersion(String version) {
        try (Wire wire = connect()) {
            Wire.Message answer =
                    wire.send("GET / " + version + "\r\nHost: a\r\n\r\n").read();
            assertThat(answer.status()).isEqualTo(505);
            assertThat(answer.text()).contains("\"code\":\"version_not_supported\"");
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        assertThat(origin.connections()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CONNECT, a:80, 405", "TRACE, /, 405", "BREW, /, 200"})
    void knowsWhichMethodsAreNotForwarded(String method, String target, int status) {
        try (Wire wire = connect()) {
            Wire.Message answer = wire.send(method + " " + target + " HTTP/1.1\r\nHost: a\r\n\r\n")
                    .read();
            assertThat(answer.status()).isEqualTo(status);
        }
    }

    @Test
    void takesTheAuthorityOfAnAbsoluteTarget() {
        try (Wire wire = connect()) {
            wire.send("GET http://other.test/p?q HTTP/1.1\r\nHost: a\r\n\r\n").read();
        }
        Wire.Message seen = origin.takeRequest();
        assertThat(seen.startLine()).isEqualTo("GET /p?q HTTP/1.1");
        assertThat(seen.header("x-forwarded-host")).isEqualTo("other.test");
    }

    @Test
    void answers414ToAnEndlessTarget() {
        try (Wire wire = connect()) {
            Wire.Message answer = wire.send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n")
                    .read();
            assertThat(answer.status()).isEqualTo(414);
        }
    }

    @Test
    void answers431ToTooManyOrTooLargeFields() {
        try (Wire wire = connect()) {
            assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(201) + "\r\n")
                            .read()
                            .status())
                    .isEqualTo(431);
        }
        try (Wire wire = engine.connect()) {
            assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(61 * 1024) + "\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(431);
        }
    }

    @Test
    void answers408ToAHeadThatDoesNotEnd() {
        try (Wire wire = connect()) {
            Wire.Message answer = wire.send("GET / HTTP/1.1\r\nHost:").read();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(wire.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void answers408ToAHeadThatDoesNotEndBehindAnAnswerOfTheGatewaysOwn() {
        try (Wire wire = connect()) {
            wire.send("OPTIONS / HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\nGET / HTTP/1.1\r\nHost:");
            assertThat(wire.read().status()).isEqualTo(200);
            assertThat(wire.read().status()).isEqualTo(408);
        }
    }

    @Test
    void answers408ToABodyThatStops() {
        try (Wire wire = connect()) {
            Wire.Message answer = wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf")
                    .read();
            assertThat(answer.status()).isEqualTo(408);
        }
    }

    @Test
    void answers400ToABrokenChunkAndAbortsTheUpload() {
        try (Wire wire = connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n");
            assertThat(wire.read().status()).isEqualTo(400);
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        assertThat(origin.recorded()).isZero();
    }

    @Test
    void closesAnIdleConnection() {
        try (Wire wire = connect()) {
            assertThat(wire.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void countsRefusedRequestsWithTheirReason() {
        try (Wire wire = connect()) {
            wire.send("GET / HTTP/1.1\r\n\r\n").read();
        }
        Await.that("the refusal is logged", () -> !engine.accessRecords().isEmpty());
        assertThat(engine.accessRecords().get(0).reason()).isEqualTo("bad_request");
        assertThat(engine.accessRecords().get(0).source()).isEqualTo("gateway");
    }
}
