package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.Snapshot;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.TestScene;
import io.sluice.core.testing.TestSettings;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-P12, R-U5 and R-L1 on the client's connection: order, half-closed and departed clients, listeners that go. */
@NoLeaks
class ConnectionRulesTest {
    private static final String GET = " HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TestScene scene = new TestScene();
    private final TestSettings settings = scene.settings();

    @AfterEach
    void close() {
        scene.close();
    }

    /** Sends the path back. */
    private static void path(Wire wire, TestOrigin recorder) {
        while (true) {
            String path = wire.read().startLine().split(" ")[1];
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
        }
    }

    @Test
    void rP12EachPipelinedRequestHasAPolicyRunOfItsOwn() {
        Policy refusesB = new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                boolean allowed = exchange.request().headers().contains("authorization");
                return allowed ? Verdict.CONTINUE : exchange.fail(GatewayError.UNAUTHENTICATED);
            }
        };
        try (Wire wire = scene.start(ConnectionRulesTest::path, refusesB).connect()) {
            wire.send("GET /a HTTP/1.1\r\nHost: a\r\nAuthorization: x\r\n\r\nGET /b" + GET
                    + "POST /c HTTP/1.1\r\nHost: a\r\nAuthorization: x\r\nContent-Length: 3\r\n\r\nabcGET /d" + GET);
            assertThat(wire.read().text()).isEqualTo("/a");
            assertThat(wire.read().status()).isEqualTo(401);
            assertThat(wire.read().text()).isEqualTo("/c");
            assertThat(wire.read().status()).isEqualTo(401);
        }
    }

    @Test
    void rP12DoesNotTakeUpARequestBeforeTheOneAheadIsAnswered() {
        CountDownLatch go = new CountDownLatch(1);
        TestEngine gateway = scene.start((wire, recorder) -> {
            recorder.record(wire.read());
            await(go);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1");
            recorder.record(wire.read());
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2");
        });
        try (Wire wire = gateway.connect()) {
            wire.send(("GET /" + GET).repeat(2));
            scene.origin().takeRequest();
            assertThat(gateway.server().inFlight()).isEqualTo(1);
            go.countDown();
            assertThat(wire.read().text()).isEqualTo("1");
            assertThat(wire.read().text()).isEqualTo("2");
        }
    }

    /** Also gives the gateway time to see what the client has done. */
    private static void assertStaysInFlight(TestEngine gateway) {
        assertThat(Await.until(Duration.ofMillis(300), () -> gateway.server().inFlight() == 0))
                .isFalse();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aClientThatHasClosedItsSideStillGetsItsAnswer() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        TestEngine gateway = scene.start((wire, recorder) -> {
            recorder.record(wire.read());
            await(go);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        });
        try (Wire wire = gateway.connect()) {
            wire.send("GET /" + GET).socket().shutdownOutput();
            scene.origin().takeRequest();
            assertStaysInFlight(gateway);
            go.countDown();
            Wire.Message answer = wire.read();
            assertThat(answer.text()).isEqualTo("hello");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(wire.readToEnd()).isEmpty();
        }
    }

    @Test
    void aClientThatClosesItsSideInTheMiddleOfItsAnswerIsLetGoBehindIt() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        TestEngine gateway = scene.start((wire, recorder) -> {
            recorder.record(wire.read());
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
            await(go);
            wire.send("lo");
        });
        try (Wire wire = gateway.connect()) {
            wire.send("GET /" + GET);
            assertThat(wire.readHead()).startsWith("HTTP/1.1 200");
            wire.socket().shutdownOutput();
            assertStaysInFlight(gateway);
            go.countDown();
            assertThat(wire.readToEnd()).asString().isEqualTo("hello");
        }
    }

    @Test
    void anErrorInAPipelinedRequestIsNotTheMatterOfTheUpstreamWhoseAnswerLedToIt() {
        Policy breaks = new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                if (exchange.request().path().equals("/b")) {
                    throw new StackOverflowError("planned in this test");
                }
                return Verdict.CONTINUE;
            }
        };
        TestEngine gateway = scene.start(ConnectionRulesTest::path, breaks);
        try (Wire wire = gateway.connect()) {
            wire.send("GET /a" + GET + "GET /b" + GET);
            assertThat(wire.read().text()).isEqualTo("/a");
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        Await.that("nothing is in flight", () -> gateway.server().inFlight() == 0);
        assertThat(gateway.get("/c").text()).isEqualTo("/c");
        assertThat(scene.origin().connections()).isEqualTo(1);
    }

    @Test
    void aClientThatHasClosedItsSideGetsAllPipelinedAnswersAndNoMore() throws IOException {
        try (Wire wire = scene.start(ConnectionRulesTest::path).connect()) {
            wire.send("GET /a" + GET + "GET /b" + GET + "GET /c HTT").socket().shutdownOutput();
            assertThat(wire.read().text()).isEqualTo("/a");
            assertThat(wire.read().text()).isEqualTo("/b");
            assertThat(wire.readToEnd()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void aClientThatHasClosedItsSideAndReadsSlowlyGetsAllOfABigAnswer(int pause) throws IOException {
        int much = 32 << 20;
        TestEngine gateway = scene.start((wire, recorder) -> {
            recorder.record(wire.read());
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + much + "\r\n\r\n").send(new byte[much]);
        });
        try (Wire wire = gateway.connect()) {
            wire.send("GET /" + GET);
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(pause).toNanos());
            wire.socket().shutdownOutput();
            scene.origin().takeRequest();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(300).toNanos());
            assertThat(wire.read().body()).hasSize(much);
        }
    }

    @Test
    void rU5AClientThatOnlySeemedToHaveClosedItsSideIsGivenUpSoon() throws IOException {
        settings.clientHalfClosed = Duration.ofMillis(200);
        AtomicBoolean left = new AtomicBoolean();
        TestEngine gateway = scene.start((wire, recorder) -> {
            recorder.record(wire.read());
            left.set(wire.isClosedByPeer());
        });
        Wire wire = gateway.connect().send("GET /" + GET);
        scene.origin().takeRequest();
        wire.close();
        Await.that("the upstream request is cancelled", left::get);
        Await.that("the exchange is over", () -> gateway.server().inFlight() == 0);
        assertThat(gateway.accessRecords().get(0).reason()).isEqualTo("client_gone");
    }

    /** Where a request can be when its client leaves. */
    enum Place {
        POLICY,
        UPLOAD,
        UPSTREAM
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void rU5AClientThatLeavesTakesItsRequestAlong(Place place) {
        AtomicBoolean left = new AtomicBoolean(place == Place.POLICY);
        Policy waits = new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                return place == Place.POLICY
                        ? exchange.after(exchange.loop().newPromise(), (same, done) -> Verdict.CONTINUE)
                        : Verdict.CONTINUE;
            }
        };
        TestEngine gateway = scene.start(
                (wire, recorder) -> {
                    recorder.record(new Wire.Message(wire.readHead(), new byte[0]));
                    byte[] rest = wire.readToEnd();
                    assertThat(new String(rest, java.nio.charset.StandardCharsets.ISO_8859_1))
                            .doesNotContain("0\r\n\r\n");
                    left.set(true);
                },
                waits);
        String upload = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n";
        Wire wire = gateway.connect().send(place == Place.UPLOAD ? upload : "GET /" + GET);
        Await.that("the request is under way", () -> gateway.server().inFlight() == 1);
        if (place != Place.POLICY) {
            scene.origin().takeRequest();
        }
        wire.reset();
        Await.that("the upstream request is cancelled", left::get);
        Await.that("the exchange is over", () -> gateway.server().inFlight() == 0);
        assertThat(gateway.accessRecords().get(0).reason()).isEqualTo("client_gone");
    }

    @Test
    void rU5AClientThatLeavesWhileItWaitsForAConnectionLeavesTheQueue() {
        settings.upstreamConnections = 1;
        CountDownLatch go = new CountDownLatch(1);
        TestEngine gateway = scene.start((wire, recorder) -> {
            recorder.record(wire.read());
            await(go);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            recorder.record(wire.read());
        });
        try (Wire first = gateway.connect().send("GET /1" + GET)) {
            scene.origin().takeRequest();
            Wire second = gateway.connect().send("GET /2" + GET);
            Await.that("the second waits", () -> gateway.server().inFlight() == 2);
            second.reset();
            Await.that("the second is over", () -> gateway.server().inFlight() == 1);
            go.countDown();
            assertThat(first.read().status()).isEqualTo(200);
        }
        assertThat(scene.origin().recorded()).isZero();
    }

    @Test
    void rU5AnUploadThatEndsEarlyIsNeverCompleted() throws IOException {
        AtomicBoolean ended = new AtomicBoolean();
        TestEngine gateway = scene.start((wire, recorder) -> {
            String head = wire.readHead();
            recorder.record(new Wire.Message(head, new byte[0]));
            recorder.record(new Wire.Message(head, wire.readToEnd()));
            ended.set(true);
        });
        try (Wire wire = gateway.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            scene.origin().takeRequest();
            wire.socket().shutdownOutput();
            Await.that("the upload is given up", ended::get);
        }
        assertThat(scene.origin().takeRequest().text()).doesNotContain("0\r\n\r\n");
    }

    @Test
    void rL1AnIdleConnectionOfAListenerThatWentIsClosed() {
        TestEngine gateway = scene.start(ConnectionRulesTest::path);
        try (Wire wire = gateway.connect()) {
            assertThat(wire.send("GET /a" + GET).read().text()).isEqualTo("/a");
            gateway.install(new Snapshot(9, "h", List.of(), List.of(), List.of()));
            assertThat(wire.readToEnd()).isEmpty();
        }
    }

    @Test
    void rL1ABusyConnectionOfAListenerThatWentEndsWithItsAnswer() {
        CountDownLatch go = new CountDownLatch(1);
        TestEngine gateway = scene.start((wire, recorder) -> {
            recorder.record(wire.read());
            await(go);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        try (Wire wire = gateway.connect().send("GET /a" + GET)) {
            scene.origin().takeRequest();
            gateway.install(new Snapshot(9, "h", List.of(), List.of(), List.of()));
            go.countDown();
            Wire.Message answer = wire.read();
            assertThat(answer.text()).isEqualTo("ok");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(wire.readToEnd()).isEmpty();
        }
    }
}
