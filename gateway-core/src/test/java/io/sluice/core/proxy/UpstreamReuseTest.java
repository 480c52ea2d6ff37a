package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Promise;
import io.sluice.core.policy.BodyTransform;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.UpstreamTls;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.TestSettings;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection to an upstream serves one request after the other; none of them may feel what became of another. */
@NoLeaks
class UpstreamReuseTest {
    private static final String GET = " HTTP/1.1\r\nHost: a\r\n\r\n";

    private final List<TestOrigin> origins = new ArrayList<>();
    private @Nullable TestEngine engine;

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
        origins.forEach(TestOrigin::close);
    }

    private TestOrigin origin(TestOrigin.Script script) {
        TestOrigin origin = new TestOrigin(script);
        origins.add(origin);
        return origin;
    }

    private TestEngine start(int upstreamConnections, Duration each) {
        TestSettings settings = TestSettings.patient(each).threads(1);
        settings.upstreamConnections = upstreamConnections;
        settings.upstreamTls = new UpstreamTls(false, Optional.empty());
        engine = new TestEngine(settings);
        return engine;
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Holds the answer to {@code /held} back for good once its body is there. */
    private static final class Holder implements Policy {
        private final CountDownLatch holds = new CountDownLatch(1);

        @Override
        public Verdict onResponse(Exchange exchange) {
            return exchange.request().path().equals("/held") ? exchange.needBody(1000) : Verdict.CONTINUE;
        }

        @Override
        public Verdict onResponseBody(Exchange exchange, ByteBuf whole) {
            holds.countDown();
            return exchange.after(exchange.loop().newPromise(), (same, done) -> Verdict.CONTINUE);
        }
    }

    @Test
    void aClientThatLeavesDoesNotTakeAConnectionAlongThatIsSomebodyElsesByNow() throws InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        TestOrigin origin = origin((wire, recorder) -> {
            recorder.record(wire.read());
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst");
            recorder.record(wire.read());
            awaitQuietly(answer);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond");
        });
        Holder holder = new Holder();
        TestEngine gateway = start(10, Duration.ofSeconds(3)).serve(origin.port(), holder);
        Wire first = gateway.connect().send("GET /held" + GET);
        holder.holds.await();
        Wire second = gateway.connect().send("PATCH /other" + GET);
        origin.takeRequest();
        origin.takeRequest();
        first.reset();
        Await.that("the first is over", () -> gateway.server().inFlight() == 1);
        answer.countDown();
        assertThat(second.read().text()).isEqualTo("second");
        second.close();
    }

    @Test
    void aConnectionIsReadAgainAfterItsResponseHadToWait() {
        TestOrigin origin = origin(TestOrigin.HELLO);
        Policy waits = new Policy() {
            @Override
            public Verdict onResponse(Exchange exchange) {
                Promise<String> later = exchange.loop().newPromise();
                exchange.loop().schedule(() -> later.setSuccess("x"), 50, TimeUnit.MILLISECONDS);
                return exchange.after(later, (same, done) -> Verdict.CONTINUE);
            }
        };
        start(10, Duration.ofSeconds(2)).serve(origin.port(), waits);
        try (Wire wire = engine().connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(wire.send("GET /" + GET).read().text()).isEqualTo("hello");
            }
        }
        assertThat(origin.connections()).isEqualTo(1);
    }

    private TestEngine engine() {
        return java.util.Objects.requireNonNull(engine);
    }

    @Test
    void anExchangeThatEndedWhileItWaitedForAConnectionNeverGetsOneEvenAfterAReload() {
        CountDownLatch answer = new CountDownLatch(1);
        TestOrigin old = origin((wire, recorder) -> {
            recorder.record(wire.read());
            awaitQuietly(answer);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold");
            recorder.record(wire.read());
        });
        AtomicInteger completed = new AtomicInteger();
        Policy counts = new Policy() {
            @Override
            public void onComplete(Exchange exchange) {
                completed.incrementAndGet();
            }
        };
        TestEngine gateway = start(1, Duration.ofSeconds(10)).serve(old.port(), counts);
        Wire first = gateway.connect().send("GET /first" + GET);
        old.takeRequest();
        Wire second = gateway.connect().send("GET /second" + GET);
        Await.that("the second waits", () -> gateway.server().inFlight() == 2);
        gateway.serve(origin(TestOrigin.HELLO).port(), counts);
        second.reset();
        Await.that("the second is over", () -> gateway.server().inFlight() == 1);
        answer.countDown();
        assertThat(first.read().text()).isEqualTo("old");
        Await.that("the first is over", () -> gateway.server().inFlight() == 0);
        assertThat(Await.until(Duration.ofMillis(300), () -> old.recorded() > 0))
                .isFalse();
        assertThat(completed.get()).isEqualTo(2);
        first.close();
    }

    @Test
    void failedHandshakesDoNotRaiseTheLimitOfConnections() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger seen = new AtomicInteger();
        javax.net.ssl.SSLContext tls = TlsTest.javaContext(TlsTest.certificate("localhost"));
        TestOrigin origin = origin((wire, recorder) -> {
            if (seen.getAndIncrement() < 3) {
                return;
            }
            javax.net.ssl.SSLSocket socket = (javax.net.ssl.SSLSocket) tls.getSocketFactory()
                    .createSocket(wire.socket(), "localhost", wire.socket().getPort(), true);
            socket.setUseClientMode(false);
            Wire secure = new Wire(socket);
            recorder.record(secure.read());
            awaitQuietly(answer);
            secure.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
        });
        TestEngine gateway =
                start(1, Duration.ofSeconds(10)).serve(new EndpointKey("localhost", origin.port(), true), null);
        for (int i = 0; i < 3; i++) {
            assertThat(gateway.get("/").status()).isEqualTo(502);
        }
        Wire first = gateway.connect().send("GET /" + GET);
        origin.takeRequest();
        Wire second = gateway.connect().send("GET /" + GET);
        assertThat(Await.until(Duration.ofMillis(500), () -> origin.recorded() > 0))
                .isFalse();
        answer.countDown();
        assertThat(first.read().text()).isEqualTo("ok");
        assertThat(second.read().text()).isEqualTo("ok");
        first.close();
        second.close();
    }

    @Test
    void aStageThatFailsAtTheEndOfAConnectionGivesItsPlaceBack() {
        TestOrigin origin = origin((wire, recorder) -> {
            wire.read();
            wire.send("HTTP/1.1 200 OK\r\n\r\nto the end");
        });
        TestEngine gateway = start(1, Duration.ofSeconds(10)).serve(origin.port(), new Policy() {
            @Override
            public Verdict onResponse(Exchange exchange) {
                exchange.transformResponseBody(new BreaksAtTheEnd());
                return Verdict.CONTINUE;
            }
        });
        for (int i = 0; i < 3; i++) {
            try (Wire wire = gateway.connect()) {
                assertThat(wire.send("GET /" + GET).readHead()).startsWith("HTTP/1.1 200");
                assertThat(wire.isClosedByPeer()).isTrue();
            }
        }
        Await.that("nothing is in flight", () -> gateway.server().inFlight() == 0);
    }

    private static final class BreaksAtTheEnd implements BodyTransform {
        @Override
        public void chunk(ByteBuf chunk, Sink out) {
            out.emit(chunk);
        }

        @Override
        public void end(Sink out) {
            throw new IllegalStateException("planned in this test");
        }
    }

    @Test
    void doesNotRepeatARequestWhoseAnswerHadBegun() {
        TestOrigin origin = origin((wire, recorder) -> {
            recorder.record(wire.read());
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            recorder.record(wire.read());
            wire.send("HTTP/1.1 200 OK\r\nContent-");
        });
        start(10, Duration.ofSeconds(5)).serve(origin.port());
        try (Wire wire = engine().connect()) {
            assertThat(wire.send("GET /" + GET).read().status()).isEqualTo(200);
            assertThat(wire.send("GET /" + GET).read().status()).isEqualTo(502);
        }
        assertThat(origin.connections()).isEqualTo(1);
    }
}
