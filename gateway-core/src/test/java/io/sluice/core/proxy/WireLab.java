package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.runtime.Transport;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.time.Duration;

/** A gateway between a client that sends given bytes and an origin that records what reaches it. */
final class WireLab implements AutoCloseable {
    private static final String PROBE = "GET /probe HTTP/1.1\r\nHost: probe.test\r\n\r\n";

    private final TestOrigin origin;
    private final TestEngine engine = new TestEngine(TestEngine.timeouts(Duration.ofSeconds(10)), Transport.AUTO, 1);

    /** With an origin that answers every request with 200 and {@code ok}. */
    WireLab() {
        this(TestOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    }

    WireLab(TestOrigin.Script script) {
        origin = new TestOrigin(script);
        engine.serve(origin.port());
    }

    TestOrigin origin() {
        return origin;
    }

    TestEngine engine() {
        return engine;
    }

    Wire connect() {
        return engine.connect();
    }

    /** Sends {@code bytes}: they must be answered with {@code status}, end the connection, and let nothing through. */
    void refuses(String bytes, int status) {
        try (Wire wire = connect()) {
            Wire.Message answer = wire.send(bytes).read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        assertThat(origin.recorded()).isZero();
    }

    /** Sends {@code bytes}: they must reach the origin as the one request that is returned, and leave the connection in order. */
    Wire.Message forwards(String bytes) {
        try (Wire wire = connect()) {
            assertThat(wire.send(bytes).read().status()).isEqualTo(200);
            Wire.Message seen = origin.takeRequest();
            assertThat(wire.send(PROBE).read().status()).isEqualTo(200);
            assertThat(origin.takeRequest().startLine()).isEqualTo("GET /probe HTTP/1.1");
            assertThat(origin.recorded()).isZero();
            return seen;
        }
    }

    /** What a client gets that asks once for {@code /}, with the header fields {@code fields}. */
    Wire.Message ask(String method, String fields) {
        try (Wire wire = connect()) {
            return wire.send(method + " / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n")
                    .read(method.equals("HEAD"));
        }
    }

    @Override
    public void close() {
        engine.close();
        origin.close();
    }
}
