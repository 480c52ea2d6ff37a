package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NoLeaks
class ProxyingTest {
    private final TestEngine engine = new TestEngine();
    private TestOrigin origin = new TestOrigin(TestOrigin.HELLO);

    @AfterEach
    void close() {
        engine.close();
        origin.close();
    }

    private Wire connect(TestOrigin.Script script) {
        origin.close();
        origin = new TestOrigin(script);
        return engine.serve(origin.port()).connect();
    }

    @Test
    void forwardsARequestAndItsAnswer() {
        engine.serve(origin.port());
        Wire.Message answer = engine.get("/a/b?x=%2F&y");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("hello");
        Wire.Message seen = origin.takeRequest();
        assertThat(seen.startLine()).isEqualTo("GET /a/b?x=%2F&y HTTP/1.1");
        assertThat(seen.header("host")).isEqualTo("127.0.0.1:" + origin.port());
        assertThat(seen.header("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(seen.header("x-forwarded-proto")).isEqualTo("http");
        assertThat(seen.header("x-forwarded-host")).isEqualTo("api.test");
        assertThat(seen.header("via")).isEqualTo("1.1 sluice");
        assertThat(seen.header("x-request-id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void keepsBothConnectionsForTheNextRequest() {
        engine.serve(origin.port());
        try (Wire wire = engine.connect()) {
            for (int i = 0; i < 5; i++) {
                assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read().status())
                        .isEqualTo(200);
            }
        }
        assertThat(engine.metrics().upstream("origin").connect().buckets())
                .satisfies(counts -> assertThat(sum(counts)).isEqualTo(1));
    }

    private static long sum(long[] counts) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    @Test
    void answersPipelinedRequestsInOrder() {
        Wire wire = connect((socket, recorder) -> {
            while (true) {
                String path = socket.read().startLine().split(" ")[1];
                socket.send("HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path);
            }
        });
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            batch.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        wire.send(batch.toString());
        for (int i = 0; i < 300; i++) {
            assertThat(wire.read().text()).isEqualTo("/" + i);
        }
        wire.close();
    }

    @Test
    void forwardsAChunkedUploadAndAChunkedAnswer() {
        Wire wire = connect(TestOrigin.answering(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
        Wire.Message answer = wire.send("POST /up HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\n\r\n")
                .read();
        assertThat(answer.header("transfer-encoding")).isEqualTo("chunked");
        assertThat(answer.text()).contains("abc").contains("de");
        Wire.Message seen = origin.takeRequest();
        assertThat(seen.text()).contains("hello").contains(" world").doesNotContain("ext");
        wire.close();
    }

    @Test
    void answersAHeadRequestWithoutABody() {
        Wire wire = connect(TestOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
        for (int i = 0; i < 2; i++) {
            Wire.Message answer =
                    wire.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").read(true);
            assertThat(answer.header("content-length")).isEqualTo("1000");
        }
        assertThat(origin.connections()).isEqualTo(1);
        wire.close();
    }

    @Test
    void turnsAnAnswerThatEndsWithItsConnectionIntoChunks() {
        Wire wire = connect((socket, recorder) -> {
            socket.read();
            socket.send("HTTP/1.0 200 OK\r\n\r\nto the end");
        });
        Wire.Message answer = wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read();
        assertThat(answer.header("transfer-encoding")).isEqualTo("chunked");
        assertThat(answer.text()).isEqualTo("a\r\nto the end\r\n0\r\n\r\n");
        assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read().status())
                .isEqualTo(200);
        wire.close();
    }

    @Test
    void servesAnHttp10ClientWithoutChunksAndCloses() {
        Wire wire = connect(
                TestOrigin.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"));
        Wire.Message answer = wire.send("GET / HTTP/1.0\r\n\r\n").read();
        assertThat(answer.header("transfer-encoding")).isEmpty();
        assertThat(answer.text()).isEqualTo("hi");
        wire.close();
    }

    @Test
    void keepsAnHttp10ConnectionThatAsksForIt() {
        engine.serve(origin.port());
        try (Wire wire = engine.connect()) {
            for (int i = 0; i < 2; i++) {
                Wire.Message answer = wire.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                        .read();
                assertThat(answer.header("connection")).isEqualTo("keep-alive");
            }
        }
    }

    @Test
    void relaysAnInterimAnswerAndThenTheBody() {
        Wire wire = connect((socket, recorder) -> {
            String head = socket.readHead();
            socket.send("HTTP/1.1 100 Continue\r\n\r\n");
            byte[] body = socket.readExactly(4);
            recorder.record(new Wire.Message(head, body));
            socket.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        wire.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        assertThat(wire.readHead()).startsWith("HTTP/1.1 100 Continue");
        assertThat(wire.send("data").read().text()).isEqualTo("ok");
        assertThat(origin.takeRequest().text()).isEqualTo("data");
        wire.close();
    }

    @Test
    void removesWhatIsMeantForOneHopOnly() {
        Wire wire = connect(TestOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: x-secret\r\n"
                + "X-Secret: 1\r\nKeep-Alive: timeout=5\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n"));
        Wire.Message answer = wire.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: x-hop, keep-alive\r\nX-Hop: 1\r\n"
                        + "Upgrade: h2c\r\nTE: trailers\r\nProxy-Connection: x\r\nX-Kept: 1\r\n\r\n")
                .read();
        assertThat(answer.header("x-secret")).isEmpty();
        assertThat(answer.header("keep-alive")).isEmpty();
        assertThat(answer.header("set-cookie")).isEqualTo("a=1|b=2");
        Wire.Message seen = origin.takeRequest();
        assertThat(seen.head().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("x-hop")
                .doesNotContain("upgrade")
                .doesNotContain("proxy-connection")
                .doesNotContain("\r\nte:")
                .contains("x-kept");
        wire.close();
    }

    @Test
    void cancelsTheUpstreamRequestWhenTheClientLeaves() {
        boolean[] closed = {false};
        Wire wire = connect((socket, recorder) -> {
            recorder.record(socket.read());
            closed[0] = socket.isClosedByPeer();
        });
        wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        origin.takeRequest();
        wire.reset();
        Await.that("the upstream connection is closed", () -> closed[0]);
        Await.that("the request is logged", () -> !engine.accessRecords().isEmpty());
        assertThat(engine.accessRecords().get(0).reason()).isEqualTo("client_gone");
        assertThat(engine.server().inFlight()).isZero();
    }

    @Test
    void readsTheRestOfAPipelinedUpload() {
        Wire wire = connect((socket, recorder) -> {
            while (true) {
                recorder.record(socket.read());
                socket.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
        wire.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nPOST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\n");
        assertThat(wire.read().text()).isEqualTo("ok");
        assertThat(wire.send("halfhalf").read().text()).isEqualTo("ok");
        assertThat(origin.takeRequest().startLine()).contains("/a");
        assertThat(origin.takeRequest().text()).isEqualTo("halfhalf");
        wire.close();
    }

    @Test
    void endsTheConnectionOfAClientThatStillWaitsForLeaveToSend() {
        Wire wire = connect((socket, recorder) -> {
            socket.readHead();
            socket.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
            socket.isClosedByPeer();
        });
        Wire.Message answer = wire.send(
                        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
                .read();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("connection")).isEqualTo("close");
        wire.close();
    }

    @Test
    void forwardsAQuestionAboutTheWholeServerAsSuch() {
        engine.serve(origin.port());
        try (Wire wire = engine.connect()) {
            assertThat(wire.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").read().status())
                    .isEqualTo(200);
        }
        assertThat(origin.takeRequest().startLine()).isEqualTo("OPTIONS * HTTP/1.1");
    }
}
