package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a response and where it ends, byte for byte: RFC 9112 sections 4 to 7, read as strictly as requests are. Each row is named after its rule. */
@NoLeaks
class ResponseFramingRulesTest {
    record Row(String rule, String what, String bytes) {
        @Override
        public String toString() {
            return rule + " " + what;
        }
    }

    private @Nullable WireLab lab;

    @AfterEach
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    /** A gateway whose origin answers each request with {@code bytes}, then closes if {@code thenCloses}. */
    private WireLab lab(String bytes, boolean thenCloses) {
        WireLab made = new WireLab((wire, recorder) -> {
            do {
                recorder.record(wire.read());
                wire.send(bytes);
            } while (!thenCloses);
        });
        lab = made;
        return made;
    }

    private static String ok(String... lines) {
        return "HTTP/1.1 200 OK\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static Row line(String statusLine) {
        return new Row("R-U2", "status line <" + statusLine + ">", statusLine + "\r\nContent-Length: 0\r\n\r\n");
    }

    static List<Row> refused() {
        List<Row> rows = new ArrayList<>();
        for (String statusLine : List.of(
                "HTTP/1.1 20 OK",
                "HTTP/1.1 2000 OK",
                "HTTP/1.1 2x0 OK",
                "HTTP/1.1 +20 OK",
                "HTTP/1.1 099 OK",
                "HTTP/1.1 600 OK",
                "HTTP/1.1 999 OK",
                "HTTP/1.1  200 OK",
                "HTTP/1.1\t200 OK",
                "HTTP/1.1 200\tOK",
                "HTTP/1.1 OK",
                "HTTP/1.1",
                "HTTP/2.0 200 OK",
                "HTTP/0.9 200 OK",
                "http/1.1 200 OK",
                "HTTP/1.10 200 OK",
                "ICY 200 OK",
                " HTTP/1.1 200 OK",
                "\r\nHTTP/1.1 200 OK",
                "HTTP/1.1 200 a\rb",
                "HTTP/1.1 200 a\u0000b",
                "garbage",
                "<html>")) {
            rows.add(line(statusLine));
        }
        for (String length :
                List.of("+5", "-5", "0x5", "5 5", "5.0", "5,5", "5, 6", "", "\"5\"", "99999999999999999999")) {
            rows.add(new Row("R-U2", "length <" + length + ">", ok("Content-Length: " + length) + "hello"));
        }
        rows.add(new Row("R-U2", "different lengths", ok("Content-Length: 5", "Content-Length: 6") + "hello"));
        rows.add(new Row("R-U2", "twice the length", ok("Content-Length: 5", "Content-Length: 5") + "hello"));
        rows.add(new Row(
                "R-U2", "length and coding", ok("Content-Length: 5", "Transfer-Encoding: chunked") + "0\r\n\r\n"));
        for (String coding : List.of(
                "gzip", "gzip, chunked", "chunked, chunked", "chunked,", "identity", "", "chunked;a", "xchunked")) {
            rows.add(new Row("R-U2", "coding <" + coding + ">", ok("Transfer-Encoding: " + coding) + "0\r\n\r\n"));
        }
        rows.add(new Row(
                "R-U2", "two codings", ok("Transfer-Encoding: chunked", "Transfer-Encoding: chunked") + "0\r\n\r\n"));
        rows.add(new Row(
                "R-U2", "coding in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
        for (String field : List.of(
                "X : y",
                " X: y",
                "X",
                ": y",
                "X: a\rb",
                "X: a\u0000b",
                "X: a\u0001b",
                "X: a\u007fb",
                "X: a\r\n b",
                "X: a\nY: b",
                "X y: z",
                "Set-Cookie: a\rX: b",
                "Content-Length : 5")) {
            rows.add(new Row("R-U7", "field <" + field.replace('\u0000', '0') + ">", ok(field, "Content-Length: 0")));
        }
        rows.add(new Row("R-U7", "line feeds only", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"));
        rows.add(new Row("R-U7", "line feed as empty line", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\n"));
        rows.add(new Row("R-U7", "large head", ok("X: " + "y".repeat(61 * 1024), "Content-Length: 0")));
        rows.add(new Row("R-U7", "endless head", "HTTP/1.1 200 OK\r\nX: " + "y".repeat(61 * 1024)));
        rows.add(new Row("R-U7", "endless status line", "HTTP/1.1 200 " + "y".repeat(61 * 1024)));
        rows.add(new Row("R-U7", "many fields", ok("X: y\r\n".repeat(1001) + "Content-Length: 0")));
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void answers502To(Row row) {
        Wire.Message answer = lab(row.bytes(), false).ask("GET", "");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("\"code\":\"upstream_bad_response\"");
    }

    @ParameterizedTest(name = "{0} to HEAD")
    @MethodSource("refused")
    void answers502ToHeadFor(Row row) {
        assertThat(lab(row.bytes(), false).ask("HEAD", "").status()).isEqualTo(502);
    }

    static List<Row> brokenBodies() {
        List<Row> rows = new ArrayList<>();
        for (String chunks : List.of(
                "g\r\n",
                "5 \r\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "5\r\nhelloXX0\r\n\r\n",
                "ffffffffffffffff\r\nhello",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "5;a\nb\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nX : y\r\n\r\n",
                "5\r\nhello\r\n0\r\n\n")) {
            rows.add(new Row("R-U2", "chunks <" + chunks + ">", ok("Transfer-Encoding: chunked") + chunks));
        }
        return rows;
    }

    /** R-U2: the head is out already, so the client learns that the rest is missing from how its connection ends. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBodies")
    void cutsTheAnswerOff(Row row) {
        try (Wire wire = lab(row.bytes(), false).connect()) {
            wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            String seen = readAsFarAsPossible(wire);
            assertThat(seen).doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    private static String readAsFarAsPossible(Wire wire) {
        StringBuilder seen = new StringBuilder();
        try {
            while (true) {
                seen.append((char) wire.readExactly(1)[0]);
            }
        } catch (java.io.UncheckedIOException e) {
            return seen.toString();
        }
    }

    static List<Row> accepted() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("R-U2", "length", ok("Content-Length: 5") + "hello"));
        rows.add(new Row("R-U2", "length with zeros", ok("content-length: \t0005 ") + "hello"));
        rows.add(new Row("R-U2", "no reason", "HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhello"));
        rows.add(new Row("R-U2", "no reason and no space", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello"));
        rows.add(new Row("R-U2", "unusual reason", "HTTP/1.1 200 caf\u00e9 \t!\r\nContent-Length: 5\r\n\r\nhello"));
        rows.add(new Row("R-U2", "HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
        rows.add(new Row("R-U2", "later minor version", "HTTP/1.7 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
        rows.add(new Row(
                "R-U2",
                "chunks",
                ok("Transfer-Encoding: Chunked") + "2;a=\"b\"\r\nhe\r\n03\r\nllo\r\n00\r\nX: y\r\n\r\n"));
        rows.add(new Row("R-U7", "no value", ok("X:", "Content-Length: 5") + "hello"));
        rows.add(new Row("R-U7", "beyond ASCII", ok("X: caf\u00e9", "Content-Length: 5") + "hello"));
        rows.add(new Row(
                "R-P8", "interim first", "HTTP/1.1 103 Early Hints\r\n\r\n" + ok("Content-Length: 5") + "hello"));
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void passesOn(Row row) {
        WireLab lab = lab(row.bytes(), false);
        try (Wire wire = lab.connect()) {
            for (int i = 0; i < 2; i++) {
                Wire.Message answer =
                        wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read();
                while (answer.status() < 200) {
                    answer = wire.read();
                }
                assertThat(answer.startLine()).isEqualTo("HTTP/1.1 200 OK");
                assertThat(answer.text().replaceAll("[0-9]\r\n|\r\n|X: y", "")).isEqualTo("hello");
            }
        }
        assertThat(lab.origin().connections()).isEqualTo(row.what().equals("HTTP/1.0") ? 2 : 1);
    }

    /** R-F14: octets beyond ASCII arrive as they were. */
    @Test
    void passesOctetsBeyondAsciiUnchanged() {
        Wire.Message answer =
                lab(ok("X: caf\u00e9\u0080\u00ff", "Content-Length: 0"), false).ask("GET", "");
        assertThat(answer.header("x")).isEqualTo("caf\u00e9\u0080\u00ff");
    }

    /** R-P7: these have no body whatever their fields say, and what comes behind them belongs to nobody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 304 Not Modified\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
            })
    void givesABodilessAnswerNoBody(String bytes) {
        WireLab lab = lab(bytes, false);
        try (Wire wire = lab.connect()) {
            for (int i = 0; i < 3; i++) {
                Wire.Message answer =
                        wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read();
                assertThat(answer.startLine()).isEqualTo(bytes.substring(0, bytes.indexOf("\r\n")));
            }
        }
        assertThat(lab.origin().connections()).isEqualTo(3);
    }

    /** R-P7: the answer to HEAD ends with its head. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked", "X: neither"})
    void endsTheAnswerToHeadWithItsHead(String field) {
        WireLab lab = lab(ok(field), false);
        try (Wire wire = lab.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(wire.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
                                .read(true)
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThat(lab.origin().connections()).isEqualTo(1);
    }

    /** RFC 9112 section 6.3: a body of a 205 is framed like any other, so that its end is known; the client sees none. */
    @Test
    void framesTheBodyOfA205LikeAnyOther() {
        WireLab lab = lab("HTTP/1.1 205 Reset Content\r\nContent-Length: 5\r\n\r\nhello", false);
        try (Wire wire = lab.connect()) {
            for (int i = 0; i < 2; i++) {
                Wire.Message answer =
                        wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read();
                assertThat(answer.header("content-length")).isEqualTo("0");
            }
        }
        assertThat(lab.origin().connections()).isEqualTo(1);
    }

    /** R-U2: without length and chunks the end of the connection is the end of the body. */
    @Test
    void readsAnUndelimitedBodyToTheEndOfItsConnection() {
        Wire.Message answer = lab(ok("X: y") + "to the end", true).ask("GET", "");
        assertThat(answer.text()).isEqualTo("a\r\nto the end\r\n0\r\n\r\n");
    }

    /** R-U2: less than announced never looks complete. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 9", "Transfer-Encoding: chunked"})
    void neverCompletesABodyThatIsCutShort(String field) {
        try (Wire wire = lab(ok(field) + "5\r\nhello", true).connect()) {
            String seen = readAsFarAsPossible(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
            assertThat(seen).endsWith("hello" + (field.startsWith("T") ? "\r\n" : ""));
        }
    }

    /** R-U3: the answer to nobody's request goes to nobody. */
    @Test
    void neverGivesSurplusBytesToTheNextClient() {
        WireLab lab = lab(ok("Content-Length: 2") + "ok" + ok("Content-Length: 4") + "evil", false);
        for (int i = 0; i < 5; i++) {
            assertThat(lab.ask("GET", "").text()).isEqualTo("ok");
        }
    }
}
