package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.Wire;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The known ways to make two readers of one connection disagree about where a request ends. Each attack hides a request for {@code /smuggled}; it must
 * never reach the origin as a request, and the next client must get the answer to its own.
 */
@NoLeaks
class DesyncTest {
    record Attack(String name, String bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String HIDDEN = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    private @Nullable WireLab lab;

    @AfterEach
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    private static String post(String... lines) {
        return "POST /attack HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static String hex(int size) {
        return Integer.toHexString(size);
    }

    static List<Attack> attacks() {
        String chunked = "Transfer-Encoding: chunked";
        String all = "Content-Length: " + ("0\r\n\r\n" + HIDDEN).length();
        List<Attack> rows = new ArrayList<>();
        rows.add(new Attack("CL.TE", post(all, chunked) + "0\r\n\r\n" + HIDDEN));
        rows.add(new Attack(
                "TE.CL",
                post(chunked, "Content-Length: 4") + hex(HIDDEN.length()) + "\r\n" + HIDDEN + "\r\n0\r\n\r\n"));
        rows.add(new Attack("CL.CL", post("Content-Length: 0", "Content-Length: " + HIDDEN.length()) + HIDDEN));
        for (String coding : List.of(
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: chunked, cow",
                "X: y\nTransfer-Encoding: chunked",
                "X: y\rTransfer-Encoding: chunked",
                "Transfer-Encoding\r\n : chunked",
                "Transfer-Encoding:\r\n\tchunked",
                " Transfer-Encoding: chunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer_Encoding: chunked",
                "\u0000Transfer-Encoding: chunked")) {
            rows.add(new Attack("TE.TE " + coding, post(all, coding) + "0\r\n\r\n" + HIDDEN));
        }
        rows.add(new Attack(
                "CL.0 GET",
                "GET /attack HTTP/1.1\r\nHost: a\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN));
        rows.add(new Attack(
                "CL.0 answered here",
                "TRACE /attack HTTP/1.1\r\nHost: a\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN));
        rows.add(new Attack(
                "CL.0 refused path",
                "POST /%00 HTTP/1.1\r\nHost: a\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n" + HIDDEN));
        rows.add(new Attack(
                "0.CL nominated", post("Connection: Content-Length", "Content-Length: " + HIDDEN.length()) + HIDDEN));
        rows.add(new Attack(
                "0.CL look-alike", post("Content_Length: 0", "Content-Length: " + HIDDEN.length()) + HIDDEN));
        rows.add(new Attack("0.CL folded", post("X: y\r\n Content-Length: " + HIDDEN.length()) + HIDDEN));
        rows.add(new Attack("0.CL blank", post("Content-Length : " + HIDDEN.length()) + HIDDEN));
        rows.add(new Attack(
                "0.CL expectation", post("Expect: x 100-continue", "Content-Length: " + HIDDEN.length()) + HIDDEN));
        rows.add(new Attack(
                "1.0 coding",
                "POST /attack HTTP/1.0\r\nConnection: keep-alive\r\n" + chunked + "\r\n\r\n0\r\n\r\n" + HIDDEN));
        rows.add(new Attack(
                "TERM.EXT",
                post(chunked) + "2;\nxx\r\n" + hex(HIDDEN.length() + 7) + "\r\n0\r\n\r\n" + HIDDEN + "\r\n0\r\n\r\n"));
        rows.add(new Attack(
                "EXT.TERM", post(chunked) + "2;a\rxx\r\n" + hex(HIDDEN.length()) + "\r\n" + HIDDEN + "\r\n0\r\n\r\n"));
        rows.add(new Attack("SPILL", post(chunked) + "5\r\nhelloAA" + "0\r\n\r\n" + HIDDEN));
        rows.add(new Attack("SPILL one byte", post(chunked) + "5\r\nhello\r0\r\n\r\n" + HIDDEN));
        rows.add(new Attack(
                "quoted extension", post(chunked) + "1;a=\"\r\nX\r\n0\r\n\r\n" + HIDDEN + "\"\r\nY\r\n0\r\n\r\n"));
        rows.add(new Attack("bare LF in chunks", post(chunked) + "1\nX\n0\n\n" + HIDDEN));
        rows.add(new Attack("size overflow", post(chunked) + "100000000\r\n" + HIDDEN));
        rows.add(new Attack("size overflow to nought", post(chunked) + "10000000000000000\r\n\r\n" + HIDDEN));
        rows.add(new Attack("negative size", post(chunked) + "-1\r\n" + HIDDEN));
        rows.add(new Attack(
                "trailer as header", post(chunked) + "0\r\nContent-Length: " + HIDDEN.length() + "\r\n\r\n"));
        rows.add(new Attack("line end in the target", "GET /a\r\nX: y HTTP/1.1\r\nHost: a\r\n\r\n" + HIDDEN));
        rows.add(new Attack(
                "encoded line end in the target", "GET /a%0d%0a%0d%0aGET%20/smuggled HTTP/1.1\r\nHost: a\r\n\r\n"));
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void letsNoHiddenRequestThrough(Attack attack) {
        WireLab made = new WireLab();
        lab = made;
        try (Wire wire = made.connect()) {
            try {
                wire.send(attack.bytes()).read();
            } catch (UncheckedIOException e) {
                assertThat(made.origin().recorded()).isZero();
            }
        }
        Wire.Message own = victim(made);
        assertThat(own.text()).isEqualTo("ok");
        for (Wire.Message seen : recorded(made)) {
            assertThat(seen.startLine()).isIn("POST /attack HTTP/1.1", "GET /attack HTTP/1.1", "GET /victim HTTP/1.1");
            assertThat(seen.header("content-length").isEmpty()
                            || seen.header("transfer-encoding").isEmpty())
                    .isTrue();
        }
    }

    private static Wire.Message victim(WireLab made) {
        try (Wire wire = made.connect()) {
            return wire.send("GET /victim HTTP/1.1\r\nHost: a\r\n\r\n").read();
        }
    }

    /** All requests up to the victim's, which is the last. */
    private static List<Wire.Message> recorded(WireLab made) {
        List<Wire.Message> all = new ArrayList<>();
        do {
            all.add(made.origin().takeRequest());
        } while (!all.get(all.size() - 1).startLine().contains("/victim"));
        assertThat(made.origin().recorded()).isZero();
        return all;
    }

    /** CL.0: an origin that does not read bodies answers twice; the second answer belongs to nobody and ends its connection. */
    @Test
    void givesTheAnswerToAHiddenRequestToNobody() {
        AtomicInteger ended = new AtomicInteger();
        WireLab made = new WireLab((wire, recorder) -> {
            answerWithTarget(wire);
            answerWithTarget(wire);
            if (wire.isClosedByPeer()) {
                ended.incrementAndGet();
            }
        });
        lab = made;
        for (int i = 1; i <= 20; i++) {
            int attacks = i;
            try (Wire wire = made.connect()) {
                wire.send(post("Content-Length: " + HIDDEN.length()) + HIDDEN);
                assertThat(wire.read().text()).isEqualTo("/attack");
            }
            Await.that("the connection with the second answer is over", () -> ended.get() == attacks);
        }
        assertThat(victim(made).text()).isEqualTo("/victim");
    }

    private static void answerWithTarget(Wire wire) {
        String target = wire.readHead().split(" ")[1];
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + target.length() + "\r\n\r\n" + target);
    }
}
