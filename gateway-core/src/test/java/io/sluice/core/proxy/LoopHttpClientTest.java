package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.Future;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.Upstream;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that policies make. */
@NoLeaks
class LoopHttpClientTest {
    private final TestEngine engine = new TestEngine();
    private @Nullable TestOrigin service;

    @AfterEach
    void close() {
        engine.close();
        if (service != null) {
            service.close();
        }
    }

    /** Asks the service and answers with what it said, or with 503 and why it said nothing. */
    private final class Asks implements Policy {
        private final Upstream upstream;
        private final LoopHttp.Call call;

        Asks(int port, LoopHttp.Call call) {
            upstream = Upstream.of(
                    "service",
                    new EndpointKey("127.0.0.1", port, false),
                    engine.metrics().upstream("service"));
            this.call = call;
        }

        @Override
        public Verdict onRequest(Exchange exchange) {
            return exchange.after(exchange.http().send(upstream, call), Asks::answer);
        }

        private static Verdict answer(Exchange exchange, Future<LoopHttp.Reply> done) {
            return done.isSuccess()
                    ? exchange.respond(LocalResponse.json(
                            done.getNow().status(), new String(done.getNow().body(), StandardCharsets.UTF_8)))
                    : exchange.fail(
                            GatewayError.POLICY_UNDECIDED,
                            String.valueOf(done.cause().getMessage()));
        }
    }

    private Wire.Message ask(LoopHttp.Call call, TestOrigin.Script script) {
        TestOrigin origin = new TestOrigin(script);
        service = origin;
        engine.serve(1, new Asks(origin.port(), call));
        return engine.get("/");
    }

    private static LoopHttp.Call get(Duration timeout, int maxBytes) {
        return LoopHttp.Call.get("/ask?a=b", timeout, maxBytes);
    }

    @Test
    void givesAPolicyAWholeAnswer() {
        LoopHttp.Call post = new LoopHttp.Call(
                "POST",
                "/form",
                Map.of("content-type", "text/plain"),
                "body".getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(5),
                100);
        Wire.Message answer = ask(post, TestOrigin.answering("HTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\nsaid"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("said");
        Wire.Message seen = Objects.requireNonNull(service).takeRequest();
        assertThat(seen.startLine()).isEqualTo("POST /form HTTP/1.1");
        assertThat(seen.header("content-type")).isEqualTo("text/plain");
        assertThat(seen.text()).isEqualTo("body");
    }

    @Test
    void failsWhenTheAnswerIsLargerThanAllowed() {
        Wire.Message answer = ask(
                get(Duration.ofSeconds(5), 3),
                TestOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsaid"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("larger than 3 bytes");
    }

    @Test
    void neverAsksWhatWouldNotStayOneRequest() {
        LoopHttp.Call split = LoopHttp.Call.get("/a HTTP/1.1\r\nHost: evil\r\n\r\n", Duration.ofSeconds(5), 100);
        assertThat(ask(split, TestOrigin.HELLO).status()).isEqualTo(503);
        assertThat(Objects.requireNonNull(service).connections()).isZero();
    }

    @Test
    void failsWhenNoAnswerComesInTime() {
        Wire.Message answer = ask(get(Duration.ofMillis(200), 100), (wire, origin) -> {
            wire.read();
            wire.isClosedByPeer();
        });
        assertThat(answer.text()).contains("no answer within 200 ms");
    }

    @Test
    void asksAgainWhenAPooledConnectionHasDied() {
        Wire.Message first = ask(get(Duration.ofSeconds(5), 100), (wire, origin) -> {
            wire.read();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsaid");
            wire.read();
        });
        assertThat(first.status()).isEqualTo(200);
        try (Wire wire = engine.connect()) {
            for (int i = 0; i < 4; i++) {
                assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read().status())
                        .isEqualTo(200);
            }
        }
    }
}
