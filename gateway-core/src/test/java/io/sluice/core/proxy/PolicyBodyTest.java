package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Promise;
import io.sluice.core.policy.BodyTransform;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.Transport;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What policies do to bodies, in every order in which bytes and decisions can come. */
@NoLeaks
class PolicyBodyTest {
    private final TestEngine engine = new TestEngine(TestEngine.timeouts(Duration.ofSeconds(1)), Transport.AUTO, 1);
    private TestOrigin origin = new TestOrigin(TestOrigin.HELLO);

    @AfterEach
    void close() {
        engine.close();
        origin.close();
    }

    private record Acts(Function<Exchange, Verdict> request, Function<Exchange, Verdict> response) implements Policy {
        @Override
        public Verdict onRequest(Exchange exchange) {
            return request.apply(exchange);
        }

        @Override
        public Verdict onResponse(Exchange exchange) {
            return response.apply(exchange);
        }
    }

    private static Policy onRequest(Function<Exchange, Verdict> decides) {
        return new Acts(decides, exchange -> Verdict.CONTINUE);
    }

    private static Policy onResponse(Function<Exchange, Verdict> decides) {
        return new Acts(exchange -> Verdict.CONTINUE, decides);
    }

    private static Policy refuses() {
        return onRequest(exchange -> exchange.fail(GatewayError.FORBIDDEN));
    }

    private static Verdict later(Exchange exchange) {
        Promise<String> promise = exchange.loop().newPromise();
        exchange.loop().schedule(() -> promise.setSuccess("x"), 50, TimeUnit.MILLISECONDS);
        return exchange.after(promise, (same, done) -> Verdict.CONTINUE);
    }

    /** Writes in capitals and puts a mark at the end. */
    private static final class Shouts implements BodyTransform {
        private final AtomicInteger discarded = new AtomicInteger();

        @Override
        public void chunk(ByteBuf chunk, Sink out) {
            String text = chunk.toString(StandardCharsets.US_ASCII).toUpperCase(java.util.Locale.ROOT);
            chunk.release();
            out.emit(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        }

        @Override
        public void end(Sink out) {
            out.emit(Unpooled.copiedBuffer("!", StandardCharsets.US_ASCII));
        }

        @Override
        public void discard() {
            discarded.incrementAndGet();
        }
    }

    private static Verdict shoutBack(Exchange exchange) {
        exchange.transformResponseBody(new Shouts());
        return Verdict.CONTINUE;
    }

    private static Verdict shout(Exchange exchange) {
        exchange.transformRequestBody(new Shouts());
        return Verdict.CONTINUE;
    }

    @Test
    void transformsAnAnswerOfTheGatewayWithoutBreakingItsFraming() {
        engine.serve(origin.port(), onResponse(PolicyBodyTest::shoutBack), refuses());
        try (Wire wire = engine.connect()) {
            for (int i = 0; i < 2; i++) {
                Wire.Message answer =
                        wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read();
                assertThat(answer.status()).isEqualTo(403);
                assertThat(answer.header("transfer-encoding")).isEqualTo("chunked");
                assertThat(answer.text()).contains("FORBIDDEN").contains("!\r\n0\r\n\r\n");
            }
        }
    }

    @Test
    void transformsWhatHadArrivedWhileAnotherPolicyWaited() {
        engine.serve(
                origin.port(), onResponse(PolicyBodyTest::shoutBack), onResponse(exchange -> exchange.needBody(100)));
        assertThat(engine.get("/").text()).isEqualTo("5\r\nHELLO\r\n1\r\n!\r\n0\r\n\r\n");
        engine.serve(origin.port(), onResponse(PolicyBodyTest::shoutBack), onResponse(PolicyBodyTest::later));
        assertThat(engine.get("/").text()).isEqualTo("5\r\nHELLO\r\n1\r\n!\r\n0\r\n\r\n");
    }

    @Test
    void transformsAnUploadThatHadArrivedWhileAnotherPolicyWaited() {
        engine.serve(origin.port(), onRequest(PolicyBodyTest::later), onRequest(PolicyBodyTest::shout));
        try (Wire wire = engine.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
                    .read();
        }
        assertThat(origin.takeRequest().text()).isEqualTo("3\r\nABC\r\n1\r\n!\r\n0\r\n\r\n");
    }

    @Test
    void sendsNoBodyBehindARequestThatHasNone() {
        engine.serve(origin.port(), onRequest(PolicyBodyTest::shout));
        try (Wire wire = engine.connect()) {
            for (int i = 0; i < 2; i++) {
                assertThat(wire.send("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                .read()
                                .text())
                        .isEqualTo("hello");
                assertThat(origin.takeRequest().startLine()).isEqualTo("GET /" + i + " HTTP/1.1");
            }
        }
    }

    @Test
    void showsAnAnswerOfTheGatewayToAPolicyThatAsksForItsBody() {
        String[] seen = {""};
        Policy reads = new Policy() {
            @Override
            public Verdict onResponse(Exchange exchange) {
                return exchange.needBody(1000);
            }

            @Override
            public Verdict onResponseBody(Exchange exchange, ByteBuf whole) {
                seen[0] = whole.toString(StandardCharsets.UTF_8);
                return Verdict.CONTINUE;
            }
        };
        engine.serve(origin.port(), reads, refuses());
        Wire.Message answer = engine.get("/");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(seen[0]).contains("forbidden").isEqualTo(answer.text());
    }

    @Test
    void asksTheClientForTheBodyThatAPolicyWaitsFor() {
        engine.serve(origin.port(), onRequest(exchange -> exchange.needBody(100)));
        try (Wire wire = engine.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(wire.readHead()).startsWith("HTTP/1.1 100 Continue");
            assertThat(wire.send("data").read().text()).isEqualTo("hello");
        }
        Wire.Message seen = origin.takeRequest();
        assertThat(seen.text()).isEqualTo("data");
        assertThat(seen.header("expect")).isEmpty();
    }

    @Test
    void waitsForABodyAsLongAsItMoves() {
        engine.serve(origin.port(), onRequest(exchange -> exchange.needBody(100)));
        try (Wire wire = engine.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n");
            for (int i = 0; i < 4; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400));
                wire.send("x");
            }
            assertThat(wire.read().status()).isEqualTo(200);
        }
    }

    @Test
    void discardsAStageOnlyOnce() {
        Shouts stage = new Shouts();
        Policy transforms = onRequest(exchange -> {
            exchange.transformRequestBody(stage);
            return Verdict.CONTINUE;
        });
        engine.serve(origin.port(), transforms, refuses());
        try (Wire wire = engine.connect()) {
            assertThat(wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
                            .read()
                            .status())
                    .isEqualTo(403);
        }
        assertThat(stage.discarded.get()).isEqualTo(1);
    }

    /** Makes two buffers of each. */
    private static final class Halves implements BodyTransform {
        @Override
        public void chunk(ByteBuf chunk, Sink out) {
            ByteBuf front = chunk.readRetainedSlice(chunk.readableBytes() / 2);
            out.emit(front);
            out.emit(chunk);
        }
    }

    @Test
    void releasesWhatAStageStillMakesOfABodyThatHasBeenGivenUp() {
        Policy halves = onRequest(exchange -> {
            exchange.transformRequestBody(new Halves());
            return Verdict.CONTINUE;
        });
        engine.serve(origin.port(), halves, onRequest(exchange -> exchange.needBody(2)));
        try (Wire wire = engine.connect()) {
            for (int i = 0; i < 2; i++) {
                assertThat(wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\nabcdefgh")
                                .read()
                                .status())
                        .isEqualTo(413);
            }
        }
    }

    @Test
    void namesAPolicyThatWaitsTooLongForAnAnswerOfTheGateway() {
        origin.close();
        origin = new TestOrigin((wire, recorder) -> {
            wire.read();
            wire.isClosedByPeer();
        });
        Policy waits =
                onResponse(exchange -> exchange.after(exchange.loop().newPromise(), (same, done) -> Verdict.CONTINUE));
        engine.serve(origin.port(), waits);
        assertThat(engine.get("/").text()).contains("policy_timeout");
    }

    @Test
    void anUploadThatMovesKeepsItsEarlyAnswerAlive() {
        origin.close();
        origin = new TestOrigin((wire, recorder) -> {
            wire.readHead();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
            wire.send(wire.readExactly(4));
        });
        engine.serve(origin.port());
        try (Wire wire = engine.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n");
            assertThat(wire.readHead()).startsWith("HTTP/1.1 200");
            for (int i = 0; i < 4; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400));
                wire.send("x");
            }
            assertThat(wire.readExactly(4)).hasSize(4);
        }
    }

    /** Has a bug. */
    private static final class Breaks implements BodyTransform {
        @Override
        public void chunk(ByteBuf chunk, Sink out) {
            chunk.release();
            throw new IllegalStateException("planned in this test");
        }
    }

    @Test
    void aStageThatFailsEndsItsExchangeAndNoOther() {
        engine.serve(origin.port(), onRequest(exchange -> {
            exchange.transformRequestBody(new Breaks());
            return Verdict.CONTINUE;
        }));
        String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd";
        try (Wire wire = engine.connect()) {
            assertThat(wire.send(post).isClosedByPeer()).isTrue();
        }
        try (Wire wire = engine.connect()) {
            wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n" + post);
            assertThat(wire.read().text()).isEqualTo("hello");
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        Await.that("nothing is in flight", () -> engine.server().inFlight() == 0);
    }
}
