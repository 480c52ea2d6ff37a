package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.policy.Policy;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.RouteTable;
import io.sluice.core.runtime.Snapshot;
import io.sluice.core.runtime.Transport;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NoLeaks
class LifecycleTest {
    private final TestEngine engine = new TestEngine(TestEngine.timeouts(Duration.ofSeconds(10)), Transport.AUTO, 2);
    private final TestOrigin origin = new TestOrigin(TestOrigin.HELLO);

    @AfterEach
    void close() {
        engine.close();
        origin.close();
    }

    /** Asks over and over on one connection that is never replaced. */
    private final class Asker extends Thread {
        private final AtomicBoolean stop;
        private final AtomicInteger good = new AtomicInteger();
        private final AtomicInteger bad = new AtomicInteger();

        Asker(AtomicBoolean stop) {
            this.stop = stop;
        }

        @Override
        public void run() {
            try (Wire wire = engine.connect()) {
                while (!stop.get()) {
                    boolean fine = wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                            .read()
                            .text()
                            .equals("hello");
                    (fine ? good : bad).incrementAndGet();
                }
            } catch (RuntimeException e) {
                bad.incrementAndGet();
            }
        }
    }

    @Test
    void fortyReloadsUnderLoadLoseNeitherRequestNorConnection() throws InterruptedException {
        engine.serve(origin.port());
        AtomicBoolean stop = new AtomicBoolean();
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            askers.add(new Asker(stop));
        }
        askers.forEach(Thread::start);
        for (int i = 0; i < 40; i++) {
            int before = total(askers);
            engine.serve(origin.port());
            Await.that("load goes on between reloads", () -> total(askers) > before + 3);
        }
        stop.set(true);
        for (Asker asker : askers) {
            asker.join();
            assertThat(asker.bad.get()).isZero();
        }
    }

    private static int total(List<Asker> askers) {
        return askers.stream().mapToInt(asker -> asker.good.get()).sum();
    }

    @Test
    void anExchangeEndsOnTheGenerationItBeganWithAndThenItsPoliciesAreClosed() {
        CountDownLatch release = new CountDownLatch(1);
        TestOrigin slow = answering("old", release);
        AtomicBoolean closed = new AtomicBoolean();
        Policy first = new Policy() {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        engine.serve(slow.port(), first);
        Wire waiting = engine.connect().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        slow.takeRequest();
        engine.serve(origin.port());
        assertThat(engine.get("/").text()).isEqualTo("hello");
        assertThat(closed).isFalse();
        release.countDown();
        assertThat(waiting.read().text()).isEqualTo("old");
        Await.that("the policy of the old generation is closed", closed::get);
        waiting.close();
        slow.close();
    }

    /** An upstream that holds its answer back until it is let go. */
    private static TestOrigin answering(String text, CountDownLatch release) {
        return new TestOrigin((wire, recorder) -> {
            recorder.record(wire.read());
            awaitQuietly(release);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + text.length() + "\r\n\r\n" + text);
        });
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void drainsByAnsweringWhatIsInFlightAndClosingTheRest() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        TestOrigin slow = answering("last", release);
        engine.serve(slow.port());
        Wire busy = engine.connect().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        Wire idle = engine.connect();
        slow.takeRequest();
        int[] cut = {-1};
        Thread drain = new Thread(() -> cut[0] = engine.server().drain());
        drain.start();
        assertThat(idle.isClosedByPeer()).isTrue();
        release.countDown();
        Wire.Message answer = busy.read();
        assertThat(answer.text()).isEqualTo("last");
        assertThat(answer.header("connection")).isEqualTo("close");
        drain.join();
        assertThat(cut[0]).isZero();
        busy.close();
        idle.close();
        slow.close();
    }

    @Test
    void refusesAGenerationWhosePortIsTakenAndKeepsTheOldOne() throws IOException {
        engine.serve(origin.port());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            Listener listener = new Listener(
                    address, null, new RouteTable(List.of()), engine.metrics().listener("http:x"));
            Snapshot next = new Snapshot(9, "h", List.of(listener), List.of(), List.of());
            assertThatThrownBy(() -> engine.server().install(next))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining(":" + taken.getLocalPort())
                    .hasMessageContaining("in use");
        }
        assertThat(engine.get("/").text()).isEqualTo("hello");
    }

    @Test
    void closesAPortThatTheNextGenerationDoesNotHave() {
        engine.serve(origin.port());
        int port = engine.port();
        engine.install(new Snapshot(9, "h", List.of(), List.of(), List.of()));
        assertThat(engine.server().addresses()).isEmpty();
        assertThatThrownBy(() -> new java.net.Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void answers404WhereNoApiIs() {
        Listener listener = new Listener(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                null,
                new RouteTable(List.of()),
                engine.metrics().listener("http:0"));
        engine.install(new Snapshot(1, "h", List.of(listener), List.of(), List.of()));
        Wire.Message answer = engine.get("/nowhere");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("\"code\":\"no_route\"");
        assertThat(engine.metrics().api("_unmatched").failures(io.sluice.core.policy.GatewayError.NO_ROUTE))
                .isOne();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void runsOnEveryTransport(Transport transport) {
        org.junit.jupiter.api.Assumptions.assumeTrue(isAvailable(transport));
        try (TestEngine other = new TestEngine(TestEngine.timeouts(Duration.ofSeconds(5)), transport, 1)) {
            other.serve(new EndpointKey("localhost", origin.port(), false), null);
            assertThat(other.get("/").text()).isEqualTo("hello");
            assertThat(other.server().responsive(Duration.ofSeconds(5))).isTrue();
        }
    }

    private static boolean isAvailable(Transport transport) {
        try {
            IoTransport.of(transport);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void aPolicyIsOpenAsLongAsAnyGenerationThatHadItIsInUse() {
        CountDownLatch release = new CountDownLatch(1);
        TestOrigin slow = answering("old", release);
        AtomicBoolean closed = new AtomicBoolean();
        Policy shared = new Policy() {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        engine.serve(slow.port(), shared);
        Wire waiting = engine.connect().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        slow.takeRequest();
        engine.serve(slow.port(), shared).serve(origin.port());
        assertThat(closed.get()).isFalse();
        release.countDown();
        assertThat(waiting.read().text()).isEqualTo("old");
        Await.that("the policy is closed", closed::get);
        waiting.close();
        slow.close();
    }
}
