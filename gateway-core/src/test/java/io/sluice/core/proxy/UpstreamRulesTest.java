package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.UpstreamTls;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.TestScene;
import io.sluice.core.testing.TestSettings;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-U1 to R-U4, R-U6 to R-U9: what an upstream may do wrong, and what the client gets. One test or more per rule, named after it. */
@NoLeaks
class UpstreamRulesTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TestScene scene = new TestScene();
    private final TestSettings settings = scene.settings();

    @AfterEach
    void close() {
        scene.close();
    }

    private Wire connect(TestOrigin.Script script, Policy... policies) {
        return scene.start(script, policies).connect();
    }

    private void assertAnswer(String request, TestOrigin.Script script, int status, String code) {
        try (Wire wire = connect(script)) {
            Wire.Message answer = wire.send(request).read();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).contains("\"code\":\"" + code + "\"");
        }
    }

    /** Reads a request, says {@code words} and closes, in order or with a reset. */
    private static TestOrigin.Script saying(String words, boolean reset) {
        return (wire, recorder) -> {
            recorder.record(wire.read());
            if (!words.isEmpty()) {
                wire.send(words);
            }
            if (reset) {
                wire.reset();
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "'', false, upstream_reset",
        "'', true, upstream_reset",
        "'HTTP/1.1 200 OK\r\nContent-', false, upstream_reset",
        "'HTTP/1.1 200 OK\r\nContent-', true, upstream_reset",
        "'HTTP/1.1 100 Continue\r\n\r\n', false, upstream_reset",
        "'SSH-2.0-OpenSSH_9\r\n', false, upstream_bad_response",
        "'\u0000\u0001\u0002', false, upstream_bad_response",
        "'HTTP/2 200\r\n\r\n', false, upstream_bad_response",
        "'HTTP/1.1 20 OK\r\n\r\n', false, upstream_bad_response",
    })
    void rU1Answers502ToAnUpstreamThatBreaksOffOrTalksNonsense(String words, boolean reset, String code) {
        assertAnswer(GET, saying(words, reset), 502, code);
    }

    @Test
    void rU1Answers504AndUsesTheConnectionNoMore() {
        settings.upstreamResponse = Duration.ofMillis(300);
        AtomicBoolean closed = new AtomicBoolean();
        assertAnswer(
                GET,
                (wire, recorder) -> {
                    recorder.record(wire.read());
                    closed.set(wire.isClosedByPeer());
                },
                504,
                "upstream_timeout");
        Await.that("the connection is closed", closed::get);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\n",
            })
    void rU2ATruncatedBodyNeverLooksComplete(String response) {
        try (Wire wire = connect(saying(response, false))) {
            byte[] got = readUntilItBreaks(wire.send(GET).socket());
            String text = new String(got, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain("\r\n0\r\n\r\n").doesNotContain("HTTP/1.1 502");
            assertThat(text.endsWith("half") && text.contains("Content-Length: 4"))
                    .isFalse();
        }
    }

    private static byte[] readUntilItBreaks(Socket socket) {
        java.io.ByteArrayOutputStream got = new java.io.ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                got.write(next);
            }
        } catch (IOException e) {
            return got.toByteArray();
        }
        return got.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rU2ABodyThatEndsWithItsTlsConnectionIsWholeOnlyIfTheUpstreamSaysSo(boolean saysSo) throws Exception {
        javax.net.ssl.SSLContext tls = TlsTest.javaContext(TlsTest.certificate("localhost"));
        TestOrigin.Script script = (plain, recorder) -> {
            SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(plain.socket(), "localhost", 1, false);
            secure.setUseClientMode(false);
            Wire wire = new Wire(secure);
            recorder.record(wire.read());
            wire.send("HTTP/1.1 200 OK\r\n\r\nto the end");
            if (saysSo) {
                secure.close();
            }
        };
        settings.upstreamTls = new UpstreamTls(false, Optional.empty());
        TestOrigin secured = new TestOrigin(script);
        EndpointKey endpoint = new EndpointKey("localhost", secured.port(), true);
        TestEngine gateway = scene.start(secured, new TestEngine(settings).serve(endpoint, null));
        try (Wire wire = gateway.connect()) {
            assertThat(wire.send(GET).readHead()).startsWith("HTTP/1.1 200");
            String got = new String(readUntilItBreaksOrEnds(wire), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(got.endsWith("0\r\n\r\n")).isEqualTo(saysSo);
        }
    }

    private static byte[] readUntilItBreaksOrEnds(Wire wire) {
        java.io.ByteArrayOutputStream got = new java.io.ByteArrayOutputStream();
        try {
            InputStream in = wire.socket().getInputStream();
            while (!got.toString(java.nio.charset.StandardCharsets.ISO_8859_1).endsWith("0\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                got.write(next);
            }
        } catch (IOException e) {
            return got.toByteArray();
        }
        return got.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            })
    void rU3AConnectionWithDoubtsIsNotUsedAgain(String response) {
        try (Wire wire = connect(TestOrigin.answering(response))) {
            for (int i = 0; i < 3; i++) {
                Wire.Message answer = wire.send(GET).read();
                assertThat(answer.status()).isIn(200, 204);
                assertThat(answer.text()).isIn("ok", "");
            }
        }
        assertThat(scene.origin().connections()).isEqualTo(3);
    }

    /** Keeps the loop busy, when told to, until the test lets it go: what happens meanwhile is in the sockets and nowhere else. */
    private static final class Busy implements Policy {
        private final AtomicBoolean on = new AtomicBoolean();
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        @Override
        public Verdict onRequest(Exchange exchange) {
            if (on.get()) {
                inside.countDown();
                while (go.getCount() > 0) {
                    Thread.onSpinWait();
                }
            }
            return Verdict.CONTINUE;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"})
    void rU3APostNeverTakesAConnectionOnWhichSomethingArrivedWhileItWasIdle(String arrived)
            throws InterruptedException {
        org.junit.jupiter.api.Assumptions.assumeTrue(io.netty.channel.epoll.Epoll.isAvailable());
        CountDownLatch close = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicInteger accepted = new AtomicInteger();
        Busy busy = new Busy();
        try (Wire wire = connect(
                (socket, recorder) -> {
                    boolean first = accepted.getAndIncrement() == 0;
                    recorder.record(socket.read());
                    socket.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    if (first) {
                        await(close);
                        if (!arrived.isEmpty()) {
                            socket.send(arrived);
                        }
                        socket.socket().shutdownOutput();
                        closed.countDown();
                    }
                    socket.isClosedByPeer();
                },
                busy)) {
            assertThat(wire.send(GET).read().text()).isEqualTo("ok");
            busy.on.set(true);
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
            busy.inside.await();
            close.countDown();
            closed.await();
            busy.go.countDown();
            assertThat(wire.read().text()).isEqualTo("ok");
        }
        assertThat(scene.origin().connections()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, '', true",
        "HEAD, '', true",
        "PUT, '', true",
        "DELETE, '', true",
        "OPTIONS, '', true",
        "POST, '', false",
        "PATCH, '', false",
        "BREW, '', false",
        "PUT, x, false",
    })
    void rU4RepeatsOnlyWhatMayBeRepeated(String method, String body, boolean repeats) {
        AtomicInteger accepted = new AtomicInteger();
        try (Wire wire = connect((socket, recorder) -> {
            boolean first = accepted.getAndIncrement() == 0;
            while (true) {
                recorder.record(socket.read());
                if (first && recorder.recorded() > 1) {
                    return;
                }
                socket.send("HTTP/1.1 204 No Content\r\n\r\n");
            }
        })) {
            assertThat(wire.send(GET).read().status()).isEqualTo(204);
            String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
            wire.send(method + " / HTTP/1.1\r\nHost: a\r\n" + length + "\r\n" + body);
            assertThat(wire.read(method.equals("HEAD")).status()).isEqualTo(repeats ? 204 : 502);
        }
        assertThat(scene.origin().recorded()).isEqualTo(repeats ? 3 : 2);
    }

    @Test
    void rU4NeverRepeatsTwice() {
        AtomicInteger accepted = new AtomicInteger();
        try (Wire wire = connect((socket, recorder) -> {
            recorder.record(socket.read());
            if (accepted.getAndIncrement() == 0) {
                socket.send("HTTP/1.1 204 No Content\r\n\r\n");
                recorder.record(socket.read());
            }
        })) {
            assertThat(wire.send(GET).read().status()).isEqualTo(204);
            assertThat(wire.send(GET).read().status()).isEqualTo(502);
        }
        assertThat(scene.origin().recorded()).isEqualTo(3);
    }

    @Test
    void rU6RelaysAnEarlyAnswerAndSendsNoMoreOfTheUpload() {
        AtomicBoolean closed = new AtomicBoolean();
        try (Wire wire = connect((socket, recorder) -> {
            recorder.record(new Wire.Message(socket.readHead(), new byte[0]));
            socket.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");
            closed.set(socket.isClosedByPeer());
        })) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nfirst");
            assertThat(wire.read().text()).isEqualTo("big");
            Await.that("the upstream connection is given up", closed::get);
            wire.send("x".repeat(95) + GET);
            assertThat(wire.read().status()).isEqualTo(413);
        }
        assertThat(scene.origin().takeRequest().startLine()).startsWith("POST");
        assertThat(scene.origin().takeRequest().startLine()).startsWith("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX: a\rb\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\nSet-Cookie: evil=1\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\u0000b\r\nContent-Length: 0\r\n\r\n",
            })
    void rU7NeverForwardsASplitResponse(String response) {
        try (Wire wire = connect(TestOrigin.answering(response))) {
            Wire.Message answer = wire.send(GET).read();
            assertThat(answer.header("set-cookie")).isEmpty();
            assertThat(answer.status()).isEqualTo(502);
        }
    }

    @Test
    void rU7BoundsTheHeadOfAResponse() {
        assertAnswer(
                GET,
                TestOrigin.answering("HTTP/1.1 200 OK\r\n" + "X: " + "y".repeat(70_000) + "\r\n\r\n"),
                502,
                "upstream_bad_response");
    }

    @Test
    void rU8TheClockOfTheAnswerDoesNotRunWhileTheClientUploads() {
        settings.upstreamResponse = Duration.ofMillis(300);
        try (Wire wire = connect((socket, recorder) -> {
            String head = socket.readHead();
            socket.readExactly(6);
            recorder.record(new Wire.Message(head, new byte[0]));
            socket.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        })) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n");
            for (int i = 0; i < 6; i++) {
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(120).toNanos());
                wire.send("x");
            }
            assertThat(wire.read().text()).isEqualTo("ok");
        }
    }

    @Test
    void rU8BlamesTheUpstreamThatGivesNoLeaveToSend() {
        settings.clientBody = Duration.ofMillis(300);
        assertAnswer(
                "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
                (wire, recorder) -> {
                    wire.readHead();
                    wire.isClosedByPeer();
                },
                504,
                "upstream_timeout");
    }

    @Test
    void rU9ASlowUpstreamHoldsUpNobodyElse() {
        CountDownLatch go = new CountDownLatch(1);
        try (Wire slow = connect((socket, recorder) -> {
            Wire.Message request = socket.read();
            recorder.record(request);
            if (request.startLine().contains("/slow")) {
                await(go);
            }
            socket.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        })) {
            slow.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            scene.origin().takeRequest();
            for (int i = 0; i < 20; i++) {
                assertThat(scene.engine().get("/quick").text()).isEqualTo("ok");
            }
            go.countDown();
            assertThat(slow.read().text()).isEqualTo("ok");
        }
    }
}
