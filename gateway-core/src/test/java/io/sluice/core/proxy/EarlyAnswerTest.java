package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.observe.AccessRecord;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.TestSettings;
import io.sluice.core.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An upstream that answers before it has the whole request, as many do that need not look at the body. */
@NoLeaks
class EarlyAnswerTest {
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /** Answers with the head of a request, then reads its body of ten bytes. */
    private static final TestOrigin.Script EAGER = (wire, recorder) -> {
        while (true) {
            String head = wire.readHead();
            wire.send(OK);
            recorder.record(new Wire.Message(head, wire.readExactly(head.startsWith("POST") ? 10 : 0)));
        }
    };

    private final TestSettings settings =
            TestSettings.patient(Duration.ofSeconds(20)).threads(1);
    private @Nullable TestEngine engine;
    private @Nullable TestOrigin origin;

    @AfterEach
    void close() {
        engine().close();
        Objects.requireNonNull(origin).close();
    }

    private Wire connect(TestOrigin.Script script) {
        origin = new TestOrigin(script);
        engine = new TestEngine(settings).serve(origin.port());
        return engine.connect();
    }

    private TestEngine engine() {
        return Objects.requireNonNull(engine);
    }

    private Wire.Message recorded() {
        return Objects.requireNonNull(origin).takeRequest();
    }

    private AccessRecord logged() {
        Await.that("the exchange is logged", () -> !engine().accessRecords().isEmpty());
        return engine().accessRecords().get(0);
    }

    @Test
    void theRestIsPassedOnAndTheConnectionUsedAgain() {
        try (Wire wire = connect(EAGER)) {
            for (int i = 0; i < 3; i++) {
                wire.send(POST + "12345");
                assertThat(wire.read().text()).isEqualTo("ok");
                wire.send("67890");
                assertThat(new String(recorded().body(), StandardCharsets.US_ASCII))
                        .isEqualTo("1234567890");
            }
            assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read().status())
                    .isEqualTo(200);
        }
        assertThat(Objects.requireNonNull(origin).connections()).isEqualTo(1);
    }

    @Test
    void anUpstreamThatLeavesMeanwhileDoesNotHarmTheClient() {
        AtomicBoolean first = new AtomicBoolean(true);
        try (Wire wire = connect((socket, recorder) -> {
            if (first.getAndSet(false)) {
                socket.readHead();
                socket.send(OK);
            } else {
                EAGER.serve(socket, recorder);
            }
        })) {
            assertThat(wire.send(POST + "1").read().text()).isEqualTo("ok");
            Await.that("the exchange is over", () -> engine().server().inFlight() == 0);
            assertThat(wire.send("234567890" + POST + "1234567890").read().text())
                    .isEqualTo("ok");
        }
        assertThat(logged().status()).isEqualTo(200);
    }

    @Test
    void aClientThatLeavesMeanwhileGotItsAnswer() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        try (Wire wire = connect((socket, recorder) -> {
            socket.readHead();
            socket.send(OK);
            if (socket.isClosedByPeer()) {
                closed.countDown();
            }
        })) {
            assertThat(wire.send(POST).read().text()).isEqualTo("ok");
        }
        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        AccessRecord record = logged();
        assertThat(record.status()).isEqualTo(200);
        assertThat(record.reason()).isNull();
    }

    @Test
    void aClientThatKeepsTheRestToItselfIsNotWaitedForForever() {
        settings.streamIdle = Duration.ofMillis(200);
        settings.clientBody = Duration.ofMillis(200);
        try (Wire wire = connect(EAGER)) {
            assertThat(wire.send(POST + "1").read().text()).isEqualTo("ok");
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        assertThat(logged().status()).isEqualTo(200);
        assertThat(engine().server().inFlight()).isZero();
    }

    @Test
    void aRestThatIsNoBodyEndsTheConnectionOnly() {
        try (Wire wire = connect(EAGER)) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
            assertThat(wire.read().text()).isEqualTo("ok");
            assertThat(wire.send("no chunk\r\n").isClosedByPeer()).isTrue();
        }
        AccessRecord record = logged();
        assertThat(record.status()).isEqualTo(200);
        assertThat(record.reason()).isNull();
    }

    @Test
    void aRestThatIsTooLargeEndsTheConnectionOnly() {
        settings.requestBody = 100;
        try (Wire wire = connect(EAGER)) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
            assertThat(wire.read().text()).isEqualTo("ok");
            assertThat(wire.send("c8\r\n" + "x".repeat(200) + "\r\n0\r\n\r\n").isClosedByPeer())
                    .isTrue();
        }
        assertThat(logged().status()).isEqualTo(200);
    }
}
