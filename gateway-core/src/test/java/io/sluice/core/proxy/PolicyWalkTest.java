package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Promise;
import io.sluice.core.policy.BodyTransform;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.LocalResponse;
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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NoLeaks
class PolicyWalkTest {
    private final TestEngine engine = new TestEngine(TestEngine.timeouts(Duration.ofSeconds(1)), Transport.AUTO, 1);
    private final TestOrigin origin = new TestOrigin(TestOrigin.HELLO);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        engine.close();
        origin.close();
    }

    /** Notes each callback; decides by the functions given. */
    private final class Probe implements Policy {
        private final String name;
        private final Function<Exchange, Verdict> request;
        private final Function<Exchange, Verdict> response;

        Probe(String name, Function<Exchange, Verdict> request, Function<Exchange, Verdict> response) {
            this.name = name;
            this.request = request;
            this.response = response;
        }

        Probe(String name, Function<Exchange, Verdict> request) {
            this(name, request, exchange -> Verdict.CONTINUE);
        }

        Probe(String name) {
            this(name, exchange -> Verdict.CONTINUE);
        }

        @Override
        public Verdict onRequest(Exchange exchange) {
            seen.add(name + ">");
            return request.apply(exchange);
        }

        @Override
        public Verdict onRequestBody(Exchange exchange, ByteBuf whole) {
            seen.add(name + ">" + whole.toString(StandardCharsets.UTF_8));
            return Verdict.CONTINUE;
        }

        @Override
        public Verdict onResponse(Exchange exchange) {
            seen.add(name + "<" + exchange.requireResponse().status());
            return response.apply(exchange);
        }

        @Override
        public Verdict onResponseBody(Exchange exchange, ByteBuf whole) {
            seen.add(name + "<" + whole.toString(StandardCharsets.UTF_8));
            return Verdict.CONTINUE;
        }

        @Override
        public void onComplete(Exchange exchange) {
            seen.add(name + "!");
        }
    }

    private Wire.Message get(Policy... policies) {
        return engine.serve(origin.port(), policies).get("/");
    }

    private void expect(String... callbacks) {
        Await.that("all callbacks", () -> seen.size() == callbacks.length);
        assertThat(seen).containsExactly(callbacks);
    }

    @Test
    void w1AndW2RunsForwardInOrderAndBackInReverse() {
        assertThat(get(new Probe("a"), new Probe("b")).status()).isEqualTo(200);
        expect("a>", "b>", "b<200", "a<200", "b!", "a!");
    }

    @Test
    void w2ThePolicyThatAnsweredSeesNoResponse() {
        Probe refuses = new Probe("b", exchange -> exchange.fail(GatewayError.FORBIDDEN));
        assertThat(get(new Probe("a"), refuses, new Probe("c")).status()).isEqualTo(403);
        expect("a>", "b>", "a<403", "b!", "a!");
        assertThat(origin.connections()).isZero();
    }

    @Test
    void w4AnAnswerInTheResponsePhaseReplacesTheResponse() {
        Probe replaces = new Probe("b", e -> Verdict.CONTINUE, e -> e.respond(LocalResponse.json(418, "{}")));
        Wire.Message answer = get(new Probe("a"), replaces);
        assertThat(answer.status()).isEqualTo(418);
        assertThat(answer.text()).isEqualTo("{}");
        expect("a>", "b>", "b<200", "a<418", "b!", "a!");
    }

    @Test
    void w5WaitsForAFutureAndGoesOn() {
        Probe waits = new Probe("a", exchange -> {
            Promise<String> later = exchange.loop().newPromise();
            exchange.loop().schedule(() -> later.setSuccess("x"), 20, TimeUnit.MILLISECONDS);
            return exchange.after(later, (same, done) -> {
                seen.add("a:" + done.getNow());
                return Verdict.CONTINUE;
            });
        });
        assertThat(get(waits, new Probe("b")).status()).isEqualTo(200);
        expect("a>", "a:x", "b>", "b<200", "a<200", "b!", "a!");
    }

    @Test
    void w5AFutureThatIsDoneDoesNotSuspend() {
        Probe immediate = new Probe(
                "a",
                exchange -> exchange.after(exchange.loop().newSucceededFuture("x"), (same, done) -> Verdict.CONTINUE));
        assertThat(get(immediate).status()).isEqualTo(200);
        expect("a>", "a<200", "a!");
    }

    @Test
    void w6AFutureThatEndsAfterTheExchangeIsIgnored() {
        Promise<String>[] kept = newArray();
        Probe waits = new Probe("a", exchange -> {
            kept[0] = exchange.loop().newPromise();
            return exchange.after(kept[0], (same, done) -> {
                seen.add("too late");
                return Verdict.CONTINUE;
            });
        });
        engine.serve(origin.port(), waits);
        Wire wire = engine.connect().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        Await.that("the policy waits", () -> seen.contains("a>"));
        wire.reset();
        Await.that("the exchange is over", () -> seen.contains("a!"));
        kept[0].setSuccess("x");
        assertThat(engine.get("/").status()).isEqualTo(503);
        assertThat(seen).doesNotContain("too late");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Promise<String>[] newArray() {
        return new Promise[1];
    }

    @Test
    void w7AnExceptionRefusesTheRequestAndNamesTheBinding() {
        Probe broken = new Probe("a", exchange -> {
            throw new IllegalStateException("planned in this test");
        });
        Wire.Message answer = get(broken);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).contains("policy_failed").doesNotContain("planned");
        assertThat(origin.connections()).isZero();
        Await.that("logged", () -> !engine.accessRecords().isEmpty());
        assertThat(engine.accessRecords().get(0).stoppedBy()).isEqualTo("policy-0");
    }

    @Test
    void w7APolicyThatNeverDecidesIsCutOff() {
        Probe waits = new Probe(
                "a", exchange -> exchange.after(exchange.loop().newPromise(), (same, done) -> Verdict.CONTINUE));
        Wire.Message answer = get(waits);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("policy_timeout");
    }

    @Test
    void w8GivesAPolicyTheWholeBodyAndTheUpstreamTheSameBytes() {
        Probe reads = new Probe("a", exchange -> exchange.needBody(100), exchange -> exchange.needBody(100));
        engine.serve(origin.port(), reads, new Probe("b"));
        try (Wire wire = engine.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
            Wire.Message answer = wire.send("2\r\ncd\r\n0\r\n\r\n").read();
            assertThat(answer.text()).isEqualTo("hello");
        }
        expect("a>", "a>abcd", "b>", "b<200", "a<200", "a<hello", "b!", "a!");
        assertThat(origin.takeRequest().text()).contains("abcd");
    }

    @Test
    void w8RefusesABodyBeyondTheLimit() {
        Probe reads = new Probe("a", exchange -> exchange.needBody(3));
        engine.serve(origin.port(), reads);
        try (Wire wire = engine.connect()) {
            Wire.Message answer = wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd")
                    .read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void w8RefusesAnAnswerBeyondTheLimit() {
        Probe reads = new Probe("a", exchange -> Verdict.CONTINUE, exchange -> exchange.needBody(3));
        assertThat(get(reads).status()).isEqualTo(502);
    }

    @Test
    void w9StagesRunInOrderAndTheLengthGoes() {
        Probe upper = new Probe("a", exchange -> {
            exchange.transformRequestBody(new Appender("1"));
            exchange.transformRequestBody(new Appender("2"));
            return Verdict.CONTINUE;
        });
        engine.serve(origin.port(), upper);
        try (Wire wire = engine.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd")
                    .read();
        }
        Wire.Message forwarded = origin.takeRequest();
        assertThat(forwarded.header("content-length")).isEmpty();
        assertThat(forwarded.text()).isEqualTo("4\r\nabcd\r\n1\r\n1\r\n1\r\n2\r\n0\r\n\r\n");
    }

    /** Passes chunks on and puts its mark at the end. */
    private static final class Appender implements BodyTransform {
        private final byte[] mark;

        Appender(String mark) {
            this.mark = mark.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void chunk(ByteBuf chunk, Sink out) {
            out.emit(chunk);
        }

        @Override
        public void end(Sink out) {
            out.emit(Unpooled.copiedBuffer(mark));
        }
    }

    @Test
    void keepsTheConnectionAfterRefusingARequestWithASmallBody() {
        Probe refuses = new Probe("a", exchange -> exchange.fail(GatewayError.UNAUTHENTICATED, "no \"entry\""));
        engine.serve(origin.port(), refuses);
        try (Wire wire = engine.connect()) {
            for (int i = 0; i < 3; i++) {
                Wire.Message answer = wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd")
                        .read();
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.text()).contains("\"error\":\"no \\\"entry\\\"\"");
            }
        }
    }

    @Test
    void closesTheConnectionAfterRefusingARequestWithAnEndlessBody() {
        Probe refuses = new Probe("a", exchange -> exchange.fail(GatewayError.UNAUTHENTICATED));
        engine.serve(origin.port(), refuses);
        try (Wire wire = engine.connect()) {
            Wire.Message answer = wire.send(
                            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\nGET /x HTTP/1.1\r\n")
                    .read();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        assertThat(seen).containsOnlyOnce("a>");
    }
}
