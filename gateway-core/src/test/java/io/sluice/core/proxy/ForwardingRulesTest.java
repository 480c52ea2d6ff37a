package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-P1 to R-P11, R-P14: what an intermediary takes out of a message, puts in, and leaves alone. One test or more per rule, named after it. */
@NoLeaks
class ForwardingRulesTest {
    private static final String END = "\r\nHost: a\r\n\r\n";

    private final TestEngine engine = new TestEngine();
    private @Nullable TestOrigin origin;

    @AfterEach
    void close() {
        engine.close();
        if (origin != null) {
            origin.close();
        }
    }

    private TestOrigin serve(TestOrigin.Script script) {
        TestOrigin fresh = new TestOrigin(script);
        origin = fresh;
        engine.serve(fresh.port());
        return fresh;
    }

    private TestOrigin hello() {
        return serve(TestOrigin.HELLO);
    }

    private Wire.Message ask(String request) {
        try (Wire wire = engine.connect()) {
            return wire.send(request).read(request.startsWith("HEAD"));
        }
    }

    private Wire.Message forwarded(String fields) {
        TestOrigin reached = hello();
        assertThat(ask("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n").status())
                .isEqualTo(200);
        return reached.takeRequest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: X-Drop\r\n",
                "Connection: keep-alive, x-drop\r\n",
                "Connection: close , X-DROP,\r\n",
                "Connection: other\r\nConnection: x-drop\r\n",
            })
    void rP1TakesOutWhatConnectionNominatesInRequests(String connection) {
        Wire.Message seen = forwarded(connection + "X-Drop: 1\r\nX-Keep: 2\r\n");
        assertThat(seen.header("x-drop")).isEmpty();
        assertThat(seen.header("x-keep")).isEqualTo("2");
        assertThat(seen.header("connection")).isEmpty();
    }

    @Test
    void rP1TakesOutWhatConnectionNominatesInResponses() {
        serve(
                TestOrigin.answering(
                        "HTTP/1.1 200 OK\r\nConnection: x-a, keep-alive\r\nConnection: X-B\r\nX-A: 1\r\nX-B: 2\r\n"
                                + "Keep-Alive: timeout=9\r\nProxy-Connection: keep-alive\r\nUpgrade: h2c\r\nX-C: 3\r\nContent-Length: 0\r\n\r\n"));
        Wire.Message answer = ask("GET / HTTP/1.1" + END);
        for (String gone : new String[] {"x-a", "x-b", "keep-alive", "proxy-connection", "upgrade", "connection"}) {
            assertThat(answer.header(gone)).as(gone).isEmpty();
        }
        assertThat(answer.header("x-c")).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Keep-Alive: 5",
                "Proxy-Connection: keep-alive",
                "TE: trailers, deflate",
                "Upgrade: foo",
                "HTTP2-Settings: AA"
            })
    void rP1TakesOutFieldsOfOneHop(String field) {
        assertThat(forwarded(field + "\r\n").header(field.substring(0, field.indexOf(':'))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Host",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "X-Forwarded-Port",
        "Via",
        "X-Request-ID"
    })
    void rP1LetsNobodyNominateAwayWhatTheGatewayAdds(String name) {
        assertThat(forwarded("Connection: " + name + "\r\n").header(name)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "content-length, close"})
    void rP1LetsNobodyNominateAwayTheFraming(String nominated) {
        TestOrigin reached = hello();
        assertThat(ask("POST / HTTP/1.1\r\nHost: a\r\nConnection: " + nominated + "\r\nContent-Length: 4\r\n\r\nbody")
                        .status())
                .isEqualTo(200);
        Wire.Message seen = reached.takeRequest();
        assertThat(seen.header("content-length")).isEqualTo("4");
        assertThat(seen.text()).isEqualTo("body");
    }

    @Test
    void rP2SpeaksItsOwnVersionInBothDirections() {
        TestOrigin reached =
                serve(TestOrigin.answering("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok"));
        assertThat(ask("GET / HTTP/1.0\r\n\r\n").startLine()).startsWith("HTTP/1.1 200");
        assertThat(reached.takeRequest().startLine()).isEqualTo("GET / HTTP/1.1");
    }

    @Test
    void rP2SendsNeitherChunksNorInterimResponsesToHttp10() {
        serve(TestOrigin.answering(
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "2\r\nhi\r\n0\r\n\r\n"));
        Wire.Message answer = ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("transfer-encoding")).isEmpty();
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(answer.text()).isEqualTo("hi");
    }

    @Test
    void rP3TheAuthorityOfAnAbsoluteTargetChoosesNoDestination() {
        TestOrigin reached = hello();
        try (TestOrigin elsewhere = new TestOrigin(TestOrigin.HELLO)) {
            ask("GET http://127.0.0.1:" + elsewhere.port() + "/p HTTP/1.1" + END);
            assertThat(reached.takeRequest().startLine()).isEqualTo("GET /p HTTP/1.1");
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"CONNECT, a:80", "CONNECT, /", "TRACE, /"})
    void rP3AndRP4RefuseTunnelsAndEchoes(String method, String target) {
        TestOrigin reached = hello();
        try (Wire wire = engine.connect()) {
            wire.send(method + " " + target + " HTTP/1.1\r\nHost: a:80\r\nCookie: secret\r\n\r\nGET /x HTTP/1.1" + END);
            Wire.Message answer = wire.read();
            assertThat(answer.status()).isIn(400, 405);
            assertThat(answer.status() == 400 || answer.header("allow").contains("GET"))
                    .isTrue();
            assertThat(answer.text()).doesNotContain("secret");
            assertThat(wire.readToEnd()).isEmpty();
        }
        assertThat(reached.connections()).isZero();
    }

    @Test
    void rP4AnswersOptionsThatMayGoNoFurther() {
        TestOrigin reached = hello();
        Wire.Message answer = ask("OPTIONS /x HTTP/1.1\r\nHost: a\r\nMax-Forwards: 0\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("allow")).contains("OPTIONS");
        assertThat(reached.connections()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, 7, 6", "OPTIONS, x, x", "GET, 0, 0"})
    void rP4CountsTheHopsOfOptions(String method, String before, String after) {
        TestOrigin reached = hello();
        assertThat(ask(method + " / HTTP/1.1\r\nHost: a\r\nMax-Forwards: " + before + "\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(reached.takeRequest().header("max-forwards")).isEqualTo(after);
    }

    @Test
    void rP5AppendsToVia() {
        assertThat(forwarded("Via: 1.0 fred\r\nVia: 1.1 p.example.net\r\n").header("via"))
                .isEqualTo("1.0 fred, 1.1 p.example.net, 1.1 sluice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a?", "/a?b=%2F%2f&c=%25&d", "/a%25b", "/a?x=/../y//z", "/a?q=a+b;c", "/~u/%E2%82%AC"})
    void rP6ForwardsTheTargetByteForByte(String target) {
        TestOrigin reached = hello();
        ask("GET " + target + " HTTP/1.1" + END);
        assertThat(reached.takeRequest().startLine()).isEqualTo("GET " + target + " HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({"GET, 204 No Content", "GET, 304 Not Modified", "HEAD, 200 OK"})
    void rP7ResponsesWithoutABodyHaveNone(String method, String status) {
        TestOrigin reached = serve((wire, recorder) -> {
            recorder.record(wire.read());
            wire.send("HTTP/1.1 " + status + "\r\nContent-Length: 4\r\n\r\nevil");
            recorder.record(wire.read());
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        });
        try (Wire wire = engine.connect()) {
            Wire.Message first = wire.send(method + " / HTTP/1.1" + END).read(true);
            assertThat(first.startLine()).endsWith(status);
            assertThat(wire.send(method + " /2 HTTP/1.1" + END).read(true).startLine())
                    .endsWith(status);
        }
        assertThat(reached.connections()).isEqualTo(2);
    }

    @Test
    void rP8ForwardsInterimResponsesInOrder() {
        serve(TestOrigin.answering(
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\nLink: </b>\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        try (Wire wire = engine.connect()) {
            wire.send("GET / HTTP/1.1" + END);
            assertThat(wire.readHead()).startsWith("HTTP/1.1 102");
            Wire.Message hints = wire.read();
            assertThat(hints.status()).isEqualTo(103);
            assertThat(hints.header("link")).isEqualTo("</a>|</b>");
            assertThat(wire.read().text()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/1.1', 'Expect: 100-continue', ''",
        "'POST / HTTP/1.0', 'Expect: 100-continue\r\nContent-Length: 2', ''",
        "'POST / HTTP/1.1', 'Expect: 100-Continue\r\nContent-Length: 2', '100-continue'",
        "'POST / HTTP/1.1', 'Expect: x\r\nExpect: 100-continue\r\nContent-Length: 2', '100-continue'",
        "'POST / HTTP/1.1', 'Expect: y 100-continue\r\nContent-Length: 2', ''",
        "'POST / HTTP/1.1', 'Expect: 100-continuex\r\nContent-Length: 2', ''",
        "'POST / HTTP/1.1', 'Expect:\r\nContent-Length: 2', ''",
    })
    void rP9PassesOnAnExpectationOnlyIfItMeansSomething(String line, String fields, String expected) {
        TestOrigin reached = hello();
        String body = fields.contains("Length") ? "ab" : "";
        try (Wire wire = engine.connect()) {
            wire.send(line + "\r\nHost: a\r\n" + fields + "\r\n\r\n" + body);
            assertThat(wire.read().status()).isEqualTo(200);
        }
        Wire.Message seen = reached.takeRequest();
        assertThat(seen.header("expect")).isEqualTo(expected);
        assertThat(seen.text()).isEqualTo(body);
    }

    @Test
    void rP9ABodyThatWasDeclinedIsNeverReadAsARequest() {
        TestOrigin reached = serve((wire, recorder) -> {
            recorder.record(new Wire.Message(wire.readHead(), new byte[0]));
            wire.send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 2\r\n\r\nno");
            wire.isClosedByPeer();
        });
        try (Wire wire = engine.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 40\r\n\r\n");
            assertThat(wire.read().status()).isEqualTo(417);
            wire.send("GET /smuggled HTTP/1.1" + END);
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        assertThat(reached.takeRequest().startLine()).startsWith("POST");
        assertThat(reached.recorded()).isZero();
    }

    @Test
    void rP10TheLastMemberOfXForwardedForIsThePeer() {
        Wire.Message seen = forwarded("X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n");
        assertThat(seen.header("x-forwarded-for")).isEqualTo("1.1.1.1, 2.2.2.2, 127.0.0.1");
    }

    @Test
    void rP10BelievesNobodyWhatItCanSeeItself() {
        Wire.Message seen = forwarded(
                "X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Port: 1\r\nForwarded: for=9.9.9.9\r\n");
        assertThat(seen.header("x-forwarded-proto")).isEqualTo("http");
        assertThat(seen.header("x-forwarded-host")).isEqualTo("a");
        assertThat(seen.header("x-forwarded-port")).isEqualTo(Integer.toString(engine.port()));
        assertThat(seen.header("forwarded")).isEmpty();
    }

    @Test
    void rP11KeepsTheOrderAndNumberOfFields() {
        serve(
                TestOrigin.answering(
                        "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX-M: 1\r\nSet-Cookie: b=2, c\r\nX-M: 2\r\nContent-Length: 0\r\n\r\n"));
        Wire.Message answer = ask("GET / HTTP/1.1" + END);
        assertThat(answer.header("set-cookie")).isEqualTo("a=1|b=2, c");
        assertThat(answer.header("x-m")).isEqualTo("1|2");
        Wire.Message seen = forwarded("X-M: 1\r\nCookie: a\r\nX-M: 2\r\nX-M: 1\r\n");
        assertThat(seen.header("x-m")).isEqualTo("1|2|1");
    }

    @ParameterizedTest
    @CsvSource({"BREW, 299", "GET, 418", "M-SEARCH, 599", "get, 200", "PATCH, 451"})
    void rP11PassesUnknownMethodsAndStatusCodes(String method, int status) {
        TestOrigin reached =
                serve(TestOrigin.answering("HTTP/1.1 " + status + " Why Not\r\nContent-Length: 0\r\n\r\n"));
        assertThat(ask(method + " / HTTP/1.1" + END).status()).isEqualTo(status);
        assertThat(reached.takeRequest().startLine()).isEqualTo(method + " / HTTP/1.1");
    }

    @Test
    void rP14SaysNothingAboutItsInsides() {
        engine.serve(1);
        Wire.Message answer = ask("GET / HTTP/1.1" + END);
        assertThat(answer.status()).isEqualTo(503);
        assertThat((answer.head() + answer.text()).toLowerCase(Locale.ROOT))
                .doesNotContain("127.0.0.1")
                .doesNotContain("exception")
                .doesNotContain("netty")
                .doesNotContain("io.sluice")
                .doesNotContain("origin");
    }
}
