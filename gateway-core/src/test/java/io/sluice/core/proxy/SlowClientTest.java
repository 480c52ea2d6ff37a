package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.observe.ListenerMeters;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.Transport;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.TestSettings;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Clients that read late or never. How much the kernel takes is its secret, so each test asks for answers of many sizes: some of them end in the
 * gateway's own buffers.
 */
@NoLeaks
class SlowClientTest {
    private static final int STEP = 128 * 1024;
    private static final int SIZES = 40;

    private final TestOrigin origin = new TestOrigin((wire, recorder) -> {
        while (true) {
            int size = Integer.parseInt(wire.read().startLine().split("[/ ]")[2]);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n").send(new byte[size]);
        }
    });
    private @Nullable TestEngine engine;

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
        origin.close();
    }

    private TestEngine start(Duration each) {
        engine = new TestEngine(TestEngine.timeouts(each), Transport.AUTO, 1).serve(origin.port());
        return engine;
    }

    private static Wire reluctant(int port) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new Wire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Wire> ask(int port, String fields) {
        List<Wire> clients = new ArrayList<>();
        for (int i = 1; i <= SIZES; i++) {
            clients.add(reluctant(port).send("GET /" + i * STEP + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"));
        }
        return clients;
    }

    @Test
    void doesNotKeepAConnectionForAClientThatNeverReadsTheEnd() {
        TestEngine gateway = start(Duration.ofMillis(500));
        List<Wire> clients = ask(gateway.port(), "Connection: close\r\n");
        ListenerMeters meters = gateway.metrics().listener("http:0");
        Await.that("all are connected", () -> meters.accepted().sum() == SIZES);
        Await.that("all are given up", () -> meters.open().sum() == 0);
        clients.forEach(Wire::close);
    }

    @Test
    void drainsWithoutCuttingWhatASlowClientHasNotReadYet() throws InterruptedException {
        TestEngine gateway = start(Duration.ofSeconds(20));
        List<Wire> clients = ask(gateway.port(), "");
        Await.that(
                "some answers are on their way", () -> !gateway.accessRecords().isEmpty());
        Thread drain = new Thread(() -> gateway.server().drain());
        drain.start();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        for (int i = 0; i < SIZES; i++) {
            assertThat(clients.get(i).read().body()).hasSize((i + 1) * STEP);
        }
        drain.join();
        clients.forEach(Wire::close);
    }

    @Test
    void takesNoMoreRequestsThanAnswersThatAreRead() {
        String much = "x".repeat(8000);
        Policy answers = new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                return exchange.respond(new LocalResponse(204, Map.of("x-much", much), new byte[0]));
            }
        };
        TestEngine gateway = start(Duration.ofSeconds(10)).serve(origin.port(), answers);
        try (Wire wire = reluctant(gateway.port())) {
            int requests = 1000;
            wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(requests));
            Await.until(Duration.ofSeconds(2), () -> gateway.accessRecords().size() == requests);
            assertThat(gateway.accessRecords()).hasSizeLessThan(requests * 3 / 4);
            for (int i = 0; i < requests; i++) {
                assertThat(wire.read().status()).isEqualTo(204);
            }
        }
    }

    /** The rest of a request that was answered at once may come later than an idle connection would last. */
    @Test
    void countsIdleTimeFromTheEndOfTheRequestNotOfItsAnswer() throws IOException {
        TestSettings settings = TestSettings.patient(Duration.ofSeconds(20)).threads(1);
        settings.clientIdle = Duration.ofSeconds(1);
        Policy refuses = new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                return exchange.respond(new LocalResponse(403, Map.of(), new byte[0]));
            }
        };
        engine = new TestEngine(settings).serve(origin.port(), refuses);
        try (Wire wire = engine.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n1");
            assertThat(wire.read().status()).isEqualTo(403);
            assertThat(isClosedWithin(1200, wire)).isFalse();
            wire.send("234567890");
            assertThat(isClosedWithin(200, wire)).isFalse();
            wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(wire.read().status()).isEqualTo(403);
        }
    }

    private static boolean isClosedWithin(int millis, Wire wire) throws IOException {
        int usual = wire.socket().getSoTimeout();
        wire.socket().setSoTimeout(millis);
        boolean closed = wire.isClosedByPeer();
        wire.socket().setSoTimeout(usual);
        return closed;
    }
}
