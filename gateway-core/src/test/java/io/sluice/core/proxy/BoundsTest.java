package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.TestScene;
import io.sluice.core.testing.TestSettings;
import io.sluice.core.testing.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every limit and every wait that a client can run into, with the answer that it gets: section by section of {@code Limits} and {@code Timeouts}. */
@NoLeaks
class BoundsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TestScene scene = new TestScene();
    private final TestSettings settings = scene.settings();
    private final List<Wire> wires = new ArrayList<>();

    @AfterEach
    void close() {
        wires.forEach(Wire::close);
        scene.close();
    }

    private Wire connect() {
        Wire wire = scene.engine().connect();
        wires.add(wire);
        return wire;
    }

    private static String target(int length) {
        return "GET /" + "a".repeat(length - 1) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static String field(int length) {
        return "GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(length) + "\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource({"8000, 200", "16000, 200", "16500, 414", "1000000, 414"})
    void boundsTheRequestLine(int length, int status) {
        scene.start(TestOrigin.HELLO);
        assertThat(connect().send(target(length)).read().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"32000, 200", "33000, 431", "100000, 431"})
    void boundsOneField(int length, int status) {
        scene.start(TestOrigin.HELLO);
        assertThat(connect().send(field(length)).read().status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;"
                        + "x=yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\nhello\r\n0\r\n\r\n",
            })
    void boundsTheLineOfAChunk(String body) {
        scene.start(TestOrigin.HELLO);
        assertThat(connect()
                        .send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
                        .read()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void boundsTrailers() {
        scene.start(TestOrigin.HELLO);
        assertThat(connect()
                        .send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: "
                                + "y".repeat(9000) + "\r\n\r\n")
                        .read()
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 1000', 1000, 200",
        "'Content-Length: 1001', 0, 413",
        "'Content-Length: 9000000000', 0, 413",
        "'Expect: 100-continue\r\nContent-Length: 1001', 0, 413",
    })
    void boundsTheRequestBodyByItsAnnouncement(String fields, int sent, int status) {
        settings.requestBody = 1000;
        scene.start(TestOrigin.HELLO);
        Wire.Message answer = connect()
                .send("POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n" + "x".repeat(sent))
                .read();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(scene.origin().recorded()).isEqualTo(status == 200 ? 1 : 0);
    }

    @Test
    void boundsTheRequestBodyAsItComes() {
        settings.requestBody = 1000;
        boolean[] completed = {false};
        scene.start((wire, recorder) -> {
            wire.read();
            completed[0] = true;
        });
        Wire wire = connect().send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 11; i++) {
            wire.send("64\r\n" + "x".repeat(100) + "\r\n");
        }
        Wire.Message answer = wire.read();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("body_too_large");
        assertThat(wire.isClosedByPeer()).isTrue();
        assertThat(completed[0]).isFalse();
    }

    @Test
    void boundsInterimResponses() {
        settings.interimResponses = 3;
        scene.start(TestOrigin.answering(
                "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(4) + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        Wire wire = connect().send(GET);
        for (int i = 0; i < 3; i++) {
            assertThat(wire.read().status()).isEqualTo(103);
        }
        assertThat(wire.read().status()).isEqualTo(502);
    }

    @Test
    void boundsTheTimeOfAHeadHoweverSteadilyItTrickles() {
        settings.clientHeaders = Duration.ofMillis(400);
        scene.start(TestOrigin.HELLO);
        Wire wire = connect().send("GET / HTTP/1.1\r\nHost: a\r\n");
        boolean[] stop = {false};
        Thread trickle = new Thread(() -> {
            try {
                while (!stop[0]) {
                    wire.send("x");
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                }
            } catch (RuntimeException closed) {
                stop[0] = true;
            }
        });
        trickle.start();
        assertThat(wire.read().status()).isEqualTo(408);
        stop[0] = true;
    }

    @Test
    void boundsThePauseInABody() {
        settings.clientBody = Duration.ofMillis(300);
        scene.start(TestOrigin.HELLO);
        assertThat(connect()
                        .send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf")
                        .read()
                        .status())
                .isEqualTo(408);
    }

    @Test
    void boundsConnectionsInAll() {
        settings.clientConnections = 2;
        scene.start(TestOrigin.HELLO);
        assertTakesTwoAndAnotherOnceOneIsGone();
    }

    @Test
    void boundsConnectionsOfOneAddress() {
        settings.clientConnectionsPerAddress = 2;
        scene.start(TestOrigin.HELLO);
        assertTakesTwoAndAnotherOnceOneIsGone();
    }

    private void assertTakesTwoAndAnotherOnceOneIsGone() {
        Wire first = connect();
        assertThat(first.send(GET).read().status()).isEqualTo(200);
        assertThat(connect().send(GET).read().status()).isEqualTo(200);
        assertThat(connect().isClosedByPeer()).isTrue();
        TestEngine gateway = scene.engine();
        assertThat(gateway.metrics().listener("http:0").refused().sum()).isOne();
        first.close();
        Await.that(
                "one is gone", () -> gateway.metrics().listener("http:0").open().sum() == 1);
        Await.that("there is room again", this::isServed);
    }

    private boolean isServed() {
        try {
            return connect().send(GET).read().status() == 200;
        } catch (java.io.UncheckedIOException e) {
            return false;
        }
    }

    @Test
    void whatIsPipelinedStaysBytes() {
        java.util.concurrent.CountDownLatch go = new java.util.concurrent.CountDownLatch(1);
        scene.start((wire, recorder) -> {
            while (true) {
                wire.read();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new java.io.IOException(e);
                }
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        });
        Wire wire = connect();
        int requests = 5000;
        Thread sender = new Thread(() -> wire.send(GET.repeat(requests)));
        sender.start();
        TestEngine gateway = scene.engine();
        Await.that("the first is under way", () -> gateway.server().inFlight() == 1);
        assertThat(Await.until(Duration.ofMillis(300), () -> gateway.server().inFlight() > 1))
                .isFalse();
        go.countDown();
        for (int i = 0; i < requests; i++) {
            assertThat(wire.read().status()).isEqualTo(200);
        }
    }
}
