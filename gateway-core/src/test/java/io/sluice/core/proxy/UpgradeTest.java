package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.sluice.core.testing.WebSocketOrigin;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-P8 and R-P13: the gateway goes over to another protocol when, and only when, both sides have said so. */
@NoLeaks
class UpgradeTest {
    private static final String ASK =
            "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: echo\r\n\r\n";
    private static final String AGREE =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n";

    /** More than socket buffers take. */
    private static final int MUCH = 32 << 20;

    private final TestScene scene = new TestScene();
    private final TestSettings settings = scene.settings();

    @AfterEach
    void close() {
        scene.close();
    }

    private Wire connect(TestOrigin.Script script, Policy... policies) {
        return scene.start(script, policies).connect();
    }

    private static void echo(Wire wire, TestOrigin recorder) throws IOException {
        recorder.record(wire.read());
        wire.send(AGREE);
        wire.socket().getInputStream().transferTo(wire.socket().getOutputStream());
        wire.socket().shutdownOutput();
    }

    @Test
    void rP13JoinsTheTwoSidesAfterA101() {
        try (Wire wire = connect(UpgradeTest::echo)) {
            String head = wire.send(ASK).readHead();
            assertThat(head.toLowerCase(Locale.ROOT))
                    .startsWith("http/1.1 101 ")
                    .contains("\r\nconnection: upgrade\r\n")
                    .contains("\r\nupgrade: echo\r\n")
                    .doesNotContain("transfer-encoding");
            wire.send("GET /smuggled HTTP/1.1\r\n\r\n");
            assertThat(new String(wire.readExactly(26), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .isEqualTo("GET /smuggled HTTP/1.1\r\n\r\n");
        }
        Wire.Message seen = scene.origin().takeRequest();
        assertThat(seen.header("connection")).isEqualTo("upgrade");
        assertThat(seen.header("upgrade")).isEqualTo("echo");
        assertThat(scene.origin().recorded()).isZero();
    }

    @Test
    void rP13KeepsWhatCameBehindTheHeadsInBothDirections() {
        try (Wire wire = connect((socket, recorder) -> {
            socket.read();
            socket.send(AGREE + "early");
            recorder.record(new Wire.Message("x\r\n", socket.readExactly(5)));
        })) {
            wire.send(ASK + "ahead").readHead();
            assertThat(wire.readExactly(5)).asString().isEqualTo("early");
            assertThat(scene.origin().takeRequest().text()).isEqualTo("ahead");
        }
    }

    @Test
    void rP13PassesAHalfCloseAndThenTheRest() throws IOException {
        try (Wire wire = connect((socket, recorder) -> {
            socket.read();
            socket.send(AGREE);
            byte[] all = socket.readToEnd();
            socket.send("got " + all.length).send(new byte[MUCH]);
        })) {
            wire.send(ASK).readHead();
            wire.send(new byte[100_000]);
            wire.socket().shutdownOutput();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(300).toNanos());
            assertThat(wire.readExactly(10)).asString().isEqualTo("got 100000");
            assertThat(wire.readToEnd()).hasSize(MUCH);
        }
        Await.that("the exchange is over", () -> !scene.engine().accessRecords().isEmpty());
        assertThat(scene.engine().accessRecords().get(0).status()).isEqualTo(101);
        assertThat(scene.engine().accessRecords().get(0).reason()).isNull();
        assertThat(scene.engine().accessRecords().get(0).requestBytes()).isEqualTo(100_000);
        assertThat(scene.engine().accessRecords().get(0).responseBytes()).isEqualTo(10 + MUCH);
        assertThat(scene.engine().server().inFlight()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket, h2c\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: H2C\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: HTTP/2.0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\nUpgrade: h2c\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\nHTTP2-Settings: AAMA\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: echo\r\n\r\n",
                "GET / HTTP/1.0\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\nContent-Length: 0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\nContent-Length: 2\r\n\r\nxy",
            })
    void rP13ForwardsNoOtherUpgrade(String request) {
        try (Wire wire = connect(TestOrigin.HELLO)) {
            assertThat(wire.send(request).read().text()).isEqualTo("hello");
            Wire.Message seen = scene.origin().takeRequest();
            assertThat(seen.header("upgrade")).isEmpty();
            assertThat(seen.header("connection")).isEmpty();
            assertThat(seen.header("http2-settings")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\n\r\n",
            })
    void rP8Answers502ToA101ThatIsNotTheOneAskedFor(String answer) {
        try (Wire wire = connect(TestOrigin.answering(answer))) {
            assertThat(wire.send(ASK).read().status()).isEqualTo(502);
        }
    }

    @Test
    void rP13StaysWithHttpWhenTheUpstreamDeclines() {
        try (Wire wire = connect(TestOrigin.HELLO)) {
            for (int i = 0; i < 2; i++) {
                assertThat(wire.send(ASK + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
                                .read()
                                .text())
                        .isEqualTo("hello");
                assertThat(wire.read().text()).isEqualTo("hello");
                assertThat(scene.origin().takeRequest().startLine()).contains("/chat");
                assertThat(scene.origin().takeRequest().startLine()).contains("/next");
            }
        }
    }

    @Test
    void rP13LetsAPolicyRefuseWhatTheUpstreamHasAgreedTo() {
        Policy refuses = new Policy() {
            @Override
            public Verdict onResponse(Exchange exchange) {
                return exchange.fail(GatewayError.FORBIDDEN);
            }
        };
        boolean[] closed = {false};
        try (Wire wire = connect(
                (socket, recorder) -> {
                    socket.read();
                    socket.send(AGREE + "early");
                    closed[0] = socket.isClosedByPeer();
                },
                refuses)) {
            assertThat(wire.send(ASK).read().status()).isEqualTo(403);
            Await.that("the upstream is left", () -> closed[0]);
        }
    }

    @Test
    void rU8ClosesATunnelInWhichNothingMoves() {
        settings.tunnelIdle = Duration.ofMillis(300);
        try (Wire wire = connect(UpgradeTest::echo)) {
            wire.send(ASK).readHead();
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        assertThat(scene.engine().accessRecords().get(0).reason()).isEqualTo("upstream_timeout");
    }

    @Test
    void rU5ClosesTheUpstreamWhenTheClientIsGone() {
        boolean[] closed = {false};
        Wire wire = connect((socket, recorder) -> {
            socket.read();
            socket.send(AGREE);
            closed[0] = socket.isClosedByPeer();
        });
        wire.send(ASK).readHead();
        wire.reset();
        Await.that("the upstream is left", () -> closed[0]);
        Await.that("the exchange is over", () -> scene.engine().server().inFlight() == 0);
    }

    @Test
    void rU2ResetsTheClientWhenTheUpstreamIsReset() {
        try (Wire wire = connect((socket, recorder) -> {
            socket.read();
            socket.send(AGREE);
            socket.readExactly(2);
            socket.reset();
        })) {
            wire.send(ASK).readHead();
            assertThat(wire.send("go").isClosedByPeer()).isTrue();
        }
        assertThat(scene.engine().accessRecords().get(0).reason()).isEqualTo("upstream_reset");
    }

    @Test
    void rL1ATunnelOutlivesAReload() {
        try (Wire wire = connect(UpgradeTest::echo);
                TestOrigin other = new TestOrigin(TestOrigin.HELLO)) {
            wire.send(ASK).readHead();
            scene.engine().serve(other.port());
            assertThat(wire.send("still here").readExactly(10)).asString().isEqualTo("still here");
        }
    }

    @Test
    void rL2DrainingEndsTunnelsAtItsDeadline() {
        settings.drain = Duration.ofMillis(400);
        try (Wire wire = connect(UpgradeTest::echo)) {
            wire.send(ASK).readHead();
            assertThat(scene.engine().server().drain()).isEqualTo(1);
            scene.engine().server().close();
            assertThat(wire.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void rP13SpeaksWebSocketFromEndToEnd() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (WebSocketOrigin echo = new WebSocketOrigin()) {
            TestEngine gateway = new TestEngine(settings).serve(echo.port());
            scene.start(new TestOrigin(TestOrigin.HELLO), gateway);
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + "/ws"), new Listener(heard))
                    .get(20, TimeUnit.SECONDS);
            for (int i = 0; i < 100; i++) {
                socket.sendText("message " + i + " " + "x".repeat(i * 100), true)
                        .get(20, TimeUnit.SECONDS);
                assertThat(heard.poll(20, TimeUnit.SECONDS))
                        .startsWith("message " + i + " ")
                        .hasSize(9 + digits(i) + i * 100);
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").get(20, TimeUnit.SECONDS);
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("closed 1000");
            Await.that("the exchange is over", () -> scene.engine().server().inFlight() == 0);
        }
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<String> heard;
        private final StringBuilder text = new StringBuilder();

        Listener(BlockingQueue<String> heard) {
            this.heard = heard;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add("closed " + code);
            return null;
        }
    }

    @Test
    void rR1HoldsLittleOfWhatAStalledEndDoesNotTakeInEitherDirection() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (Wire wire = connect((socket, recorder) -> {
            socket.read();
            socket.send(AGREE);
            Thread sender = new Thread(() -> pour(socket, MUCH, sent));
            sender.start();
            try {
                sender.join();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            socket.readExactly(MUCH);
            socket.send("all");
        })) {
            wire.send(ASK).readHead();
            Thread sender = new Thread(() -> pour(wire, MUCH, sent));
            sender.start();
            BackPressureTest.awaitStandstill(sent);
            assertThat(sent.get()).isLessThan(2L * MUCH);
            assertThat(io.netty.buffer.PooledByteBufAllocator.DEFAULT.pinnedDirectMemory())
                    .isLessThan(4 << 20);
            assertThat(wire.readExactly(MUCH)).hasSize(MUCH);
            sender.join();
            assertThat(wire.readExactly(3)).asString().isEqualTo("all");
        }
    }

    private static void pour(Wire wire, int bytes, AtomicLong sent) {
        byte[] piece = new byte[64 * 1024];
        for (int done = 0; done < bytes; done += piece.length) {
            wire.send(piece);
            sent.addAndGet(piece.length);
        }
    }
}
