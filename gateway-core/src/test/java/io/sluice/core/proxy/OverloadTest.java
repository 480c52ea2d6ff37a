package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.TestScene;
import io.sluice.core.testing.TestSettings;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Too much to do is refused at once, before any policy, and the client may come back. */
@NoLeaks
class OverloadTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TestScene scene = new TestScene();
    private final TestSettings settings = scene.settings();

    @AfterEach
    void close() {
        scene.close();
    }

    private static void assertShed(Wire.Message answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.text()).contains("\"code\":\"overloaded\"");
    }

    @Test
    void shedsRequestsBeyondTheMarkAndServesAgainBelowIt() {
        settings.requestsInFlight = 2;
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Policy counts = new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                asked.incrementAndGet();
                return Verdict.CONTINUE;
            }
        };
        TestOrigin.Script waits = (wire, recorder) -> {
            while (true) {
                recorder.record(wire.read());
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        };
        TestEngine gateway = scene.start(waits, counts);
        try (Wire first = gateway.connect().send(GET);
                Wire second = gateway.connect().send(GET);
                Wire third = gateway.connect()) {
            Await.that("two are in flight", () -> gateway.server().inFlight() == 2);
            assertShed(third.send(GET).read());
            assertShed(third.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
                    .read());
            assertThat(asked.get()).isEqualTo(2);
            assertThat(gateway.metrics().api("test").failures(GatewayError.OVERLOADED))
                    .isEqualTo(2);
            go.countDown();
            assertThat(first.read().status()).isEqualTo(200);
            assertThat(second.read().status()).isEqualTo(200);
            assertThat(third.send(GET).read().status()).isEqualTo(200);
        }
    }

    @Test
    void shedsRequestsWhileBuffersFillTheMemory() {
        settings.memoryHighWater = 1;
        TestEngine gateway = scene.start(TestOrigin.HELLO);
        assertThat(gateway.get("/").status()).isEqualTo(200);
        List<ByteBuf> held = new ArrayList<>();
        long most = gateway.server().directMemoryMax() / 100;
        for (long taken = 0; taken <= most; taken += 1 << 20) {
            held.add(PooledByteBufAllocator.DEFAULT.directBuffer(1 << 20));
        }
        try {
            Await.that("requests are shed", () -> gateway.get("/").status() == 503);
            assertShed(gateway.get("/"));
        } finally {
            held.forEach(ByteBuf::release);
        }
        Await.that("requests are served again", () -> gateway.get("/").status() == 200);
    }
}
