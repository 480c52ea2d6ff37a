package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is a request and where it ends, byte for byte: RFC 9112 sections 2, 3, 5 and 6. Each row is named after its rule. Rules about chunks are in
 * {@link ChunkRulesTest}, about paths in {@link PathRulesTest}.
 */
@NoLeaks
class RequestFramingRulesTest {
    /** @param status of the refusal */
    record Refusal(String rule, String what, int status, String bytes) {
        @Override
        public String toString() {
            return rule + " " + what;
        }
    }

    /**
     * @param seen a line of the head that reaches the origin
     * @param body what reaches it behind the head
     */
    record Passage(String rule, String what, String bytes, String seen, String body) {
        @Override
        public String toString() {
            return rule + " " + what;
        }
    }

    private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";

    private final WireLab lab = new WireLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    /** A request with these lines behind its Host. */
    private static String with(String... lines) {
        return "POST / HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    }

    static List<Refusal> refusals() {
        List<Refusal> rows = new ArrayList<>();
        rows.add(new Refusal(
                "R-F1", "length and coding", 400, with("Content-Length: 5", "Transfer-Encoding: chunked") + CHUNKS));
        rows.add(new Refusal(
                "R-F1", "coding and length", 400, with("Transfer-Encoding: chunked", "Content-Length: 5") + CHUNKS));
        for (String coding : List.of(
                "chunked, identity",
                "identity",
                "chunked, chunked",
                "gzip",
                "xchunked",
                "chunkedx",
                "x chunked",
                "",
                "\"chunked\"",
                "'chunked'",
                "chunked;q=1",
                "chunked,",
                ", chunked",
                "gzip,, chunked",
                "gzip;q=1, chunked",
                "chunked\u000b",
                "\u000bchunked",
                "\u00a0chunked",
                "chun\tked")) {
            rows.add(
                    new Refusal("R-F2", "coding <" + coding + ">", 400, with("Transfer-Encoding: " + coding) + CHUNKS));
        }
        rows.add(new Refusal(
                "R-F2", "two lines", 400, with("Transfer-Encoding: chunked", "Transfer-Encoding: chunked") + CHUNKS));
        rows.add(new Refusal(
                "R-F2",
                "two lines, unknown first",
                400,
                with("Transfer-Encoding: identity", "Transfer-Encoding: chunked") + CHUNKS));
        rows.add(new Refusal("R-F2", "unknown coding", 501, with("Transfer-Encoding: gzip, chunked") + CHUNKS));
        rows.add(new Refusal("R-F2", "unknown codings", 501, with("Transfer-Encoding: a, b ,ChunkeD") + CHUNKS));
        rows.add(new Refusal(
                "R-F3", "coding in HTTP/1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS));
        rows.add(new Refusal(
                "R-F3",
                "coding and length in HTTP/1.0",
                400,
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + CHUNKS));
        for (String length : List.of(
                "+5",
                "-5",
                "0x5",
                "5 5",
                "5.0",
                "5,5",
                "5, 6",
                "5e0",
                "",
                "\"5\"",
                "\u0665",
                "5_0",
                "5;",
                "9223372036854775808",
                "18446744073709551621",
                "99999999999999999999999999")) {
            rows.add(new Refusal("R-F4", "length <" + length + ">", 400, with("Content-Length: " + length) + "hello"));
        }
        rows.add(new Refusal(
                "R-F4", "different lengths", 400, with("Content-Length: 5", "Content-Length: 6") + "hello"));
        rows.add(
                new Refusal("R-F4", "twice the length", 400, with("Content-Length: 5", "Content-Length: 5") + "hello"));
        for (String line : List.of(
                "GET  / HTTP/1.1",
                "GET /  HTTP/1.1",
                "GET / HTTP/1.1 ",
                " GET / HTTP/1.1",
                "\tGET / HTTP/1.1",
                "GET\t/ HTTP/1.1",
                "GET /\tHTTP/1.1",
                "GET / a HTTP/1.1",
                "GET /",
                "GET / ",
                "GET",
                "GET HTTP/1.1",
                " / HTTP/1.1",
                "G(T / HTTP/1.1",
                "G\u00e9T / HTTP/1.1",
                "GET: / HTTP/1.1",
                "GET / http/1.1",
                "GET / Http/1.1",
                "GET / HTTP/1.10",
                "GET / HTTP/01.1",
                "GET / HTTP/1",
                "GET / HTTP/1.",
                "GET / HTTP/.1",
                "GET / HTTP/1,1",
                "GET / HTTP/+1.1",
                "GET / HTTP 1.1",
                "GET / HTTPS/1.1",
                "GET / ICY/1.1",
                "GET / HTTP/1.1x",
                "GET /\u0000 HTTP/1.1",
                "GET /\u0001 HTTP/1.1",
                "GET /\u007f HTTP/1.1",
                "GET /\r HTTP/1.1",
                "GET /\u00e9 HTTP/1.1",
                "GET /\u000b HTTP/1.1",
                "GET /a#b HTTP/1.1",
                "GET /a?b#c HTTP/1.1",
                "GET a HTTP/1.1",
                "GET ?a HTTP/1.1",
                "GET * HTTP/1.1",
                "GET a:80 HTTP/1.1",
                "GET http:/a HTTP/1.1",
                "GET http:// HTTP/1.1",
                "GET http:///a HTTP/1.1",
                "GET http://user@a/ HTTP/1.1",
                "GET http://user:secret@a/ HTTP/1.1",
                "GET ftp://a/ HTTP/1.1",
                "GET javascript:alert(1) HTTP/1.1")) {
            rows.add(new Refusal("R-F12", "<" + line + ">", 400, line + "\r\nHost: a\r\n\r\n"));
        }
        rows.add(new Refusal("R-F12", "no version, no field", 400, "GET /\r\n"));
        rows.add(new Refusal(
                "R-F12", "TLS to a plain port", 400, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc"));
        for (String version : List.of("HTTP/0.9", "HTTP/2.0", "HTTP/3.0", "HTTP/9.9")) {
            rows.add(new Refusal("R-F12", version, 505, "GET / " + version + "\r\nHost: a\r\n\r\n"));
        }
        rows.add(new Refusal("R-F12", "HTTP/2 without asking", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        for (String line : List.of(
                "X : y",
                "X\t: y",
                " X: y",
                "\tX: y",
                ": y",
                "X",
                "X y",
                "X y: z",
                "X\u0000: y",
                "X\u007f: y",
                "X\r: y",
                "\u00e9: y",
                "(X): y",
                "X,Y: z",
                "X/Y: z",
                "\"X\": y",
                "X[0]: y",
                "Content-Length : 5",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding\u00a0: chunked")) {
            rows.add(new Refusal("R-F13", "field <" + line + ">", 400, with(line)));
            rows.add(new Refusal(
                    "R-F13", "first field <" + line + ">", 400, "GET / HTTP/1.1\r\n" + line + "\r\nHost: a\r\n\r\n"));
        }
        for (String value : List.of(
                "a\rb",
                "a\u0000b",
                "a\u0001",
                "\u0008",
                "a\u001f",
                "a\u007f",
                "a\u000bb",
                "\r",
                "a\r",
                "\ra",
                "a\r\n b",
                "a\r\n\tb",
                "a\r\n ",
                "\r\n a")) {
            rows.add(new Refusal("R-F14", "value <" + value.replace('\u0000', '0') + ">", 400, with("X: " + value)));
        }
        rows.add(new Refusal("R-F14", "folded coding", 400, with("Transfer-Encoding:\r\n chunked") + CHUNKS));
        rows.add(new Refusal("R-F15", "line feeds only", 400, "GET / HTTP/1.1\nHost: a\n\n"));
        rows.add(new Refusal("R-F15", "line feed behind the request line", 400, "GET / HTTP/1.1\nHost: a\r\n\r\n"));
        rows.add(new Refusal("R-F15", "line feed behind a field", 400, "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n"));
        rows.add(new Refusal("R-F15", "line feed as empty line", 400, "GET / HTTP/1.1\r\nHost: a\r\n\n"));
        rows.add(new Refusal("R-F15", "line feed in front", 400, "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        rows.add(new Refusal("R-F15", "carriage returns only", 400, "GET / HTTP/1.1\rHost: a\r\r"));
        rows.add(new Refusal("R-F15", "reversed line ends", 400, "GET / HTTP/1.1\n\rHost: a\n\r\n\r"));
        rows.add(new Refusal("R-F15", "too many empty lines", 400, "\r\n".repeat(5) + get("/")));
        rows.add(new Refusal("R-F16", "no host", 400, "GET / HTTP/1.1\r\n\r\n"));
        rows.add(new Refusal("R-F16", "two hosts", 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"));
        rows.add(new Refusal("R-F16", "twice the host", 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"));
        rows.add(new Refusal("R-F16", "two hosts in HTTP/1.0", 400, "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"));
        rows.add(new Refusal("R-F16", "absolute target without host", 400, "GET http://a/ HTTP/1.1\r\n\r\n"));
        for (String host : List.of(
                "",
                "a b",
                "a,b",
                "a@b",
                "u:p@b",
                "a/b",
                "a?b",
                "a#b",
                "http://a",
                "a:b",
                "a:80:80",
                ":80",
                "a:-1",
                "a:65536",
                "a:99999999999",
                "a\\b",
                "[abc]",
                "[::1%25eth0]",
                "[[::1]]",
                "[1.2.3.4]",
                "[:::]",
                "[::1",
                "::1]",
                "[::1]a",
                "[]",
                "[a/b]",
                "a%2fb",
                "a\"b",
                "<a>",
                "\u00e9.test",
                "a\tb")) {
            rows.add(new Refusal("R-F16", "host <" + host + ">", 400, "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
        }
        rows.add(new Refusal("bounds", "request line", 414, get("/" + "a".repeat(16 * 1024))));
        rows.add(new Refusal("bounds", "request line without end", 414, "GET /" + "a".repeat(16 * 1024)));
        rows.add(new Refusal("bounds", "method without end", 414, "A".repeat(16 * 1024 + 1)));
        rows.add(new Refusal("bounds", "one field", 431, with("X: " + "y".repeat(32 * 1024))));
        rows.add(new Refusal(
                "bounds",
                "one field without end",
                431,
                with("X: " + "y".repeat(33 * 1024)).strip()));
        rows.add(new Refusal(
                "bounds", "all fields", 431, with(("X: " + "y".repeat(997) + "\r\n").repeat(62) + "Z: z")));
        rows.add(new Refusal("bounds", "number of fields", 431, with("X: y\r\n".repeat(200) + "Z: z")));
        return rows;
    }

    static List<Passage> passages() {
        List<Passage> rows = new ArrayList<>();
        for (String coding : List.of("chunked", "Chunked", "CHUNKED", "  chunked \t")) {
            rows.add(new Passage(
                    "R-F2",
                    "coding <" + coding + ">",
                    with("Transfer-Encoding: " + coding) + CHUNKS,
                    "transfer-encoding: chunked",
                    CHUNKS));
        }
        for (String length : List.of("5", "05", "000000000000000005")) {
            rows.add(new Passage(
                    "R-F4",
                    "length " + length,
                    with("Content-Length: " + length) + "hello",
                    "Content-Length: " + length,
                    "hello"));
        }
        rows.add(new Passage("R-F4", "length nought", with("Content-Length: 0"), "Content-Length: 0", ""));
        rows.add(new Passage(
                "R-F5",
                "length nominated away",
                with("Connection: Content-Length", "Content-Length: 5") + "hello",
                "Content-Length: 5",
                "hello"));
        rows.add(new Passage(
                "R-F5",
                "coding nominated away",
                with("Connection: close-not, Transfer-Encoding", "Transfer-Encoding: chunked") + CHUNKS,
                "transfer-encoding: chunked",
                CHUNKS));
        rows.add(new Passage("R-F5", "host nominated away", with("Connection: Host"), "x-forwarded-host: a", ""));
        for (String method : List.of("GET", "HEADLESS", "DELETE", "OPTIONS", "PATCH", "PROPFIND")) {
            rows.add(new Passage(
                    "R-F6",
                    "body of " + method,
                    method + " / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
                    method + " / HTTP/1.1",
                    "hello"));
        }
        for (String method : List.of("GET", "get", "M-SEARCH", "X!#$%&'*+.^_`|~9")) {
            rows.add(new Passage(
                    "R-F12",
                    "method " + method,
                    method + " / HTTP/1.1\r\nHost: a\r\n\r\n",
                    method + " / HTTP/1.1",
                    ""));
        }
        rows.add(
                new Passage("R-F12", "later minor version", "GET / HTTP/1.9\r\nHost: a\r\n\r\n", "GET / HTTP/1.1", ""));
        rows.add(new Passage(
                "R-F12", "long target", get("/" + "a".repeat(8000)), "GET /" + "a".repeat(8000) + " HTTP/1.1", ""));
        rows.add(new Passage("R-F12", "absolute target", get("http://b:81/p?q"), "GET /p?q HTTP/1.1", ""));
        rows.add(new Passage("R-F12", "absolute target's authority", get("HTTP://b:81"), "x-forwarded-host: b:81", ""));
        rows.add(new Passage("R-F12", "absolute target without path", get("http://b?q"), "GET /?q HTTP/1.1", ""));
        rows.add(new Passage("R-F12", "asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1", ""));
        rows.add(new Passage(
                "R-F12",
                "absolute target that means the asterisk",
                "OPTIONS http://b HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1",
                ""));
        rows.add(
                new Passage("R-F13", "unusual name", with("!#$%&'*+-.^_`|~09azAZ: y"), "!#$%&'*+-.^_`|~09azAZ: y", ""));
        rows.add(new Passage("R-F13", "name in any letter case", with("CONTENT-length: 0"), "CONTENT-length: 0", ""));
        rows.add(new Passage("R-F14", "blanks around a value", with("X: \t y z \t "), "X: y z", ""));
        rows.add(new Passage("R-F14", "no blank", with("X:y"), "X: y", ""));
        rows.add(new Passage("R-F14", "no value", with("X:", "Y: "), "X: ", ""));
        rows.add(new Passage("R-F14", "tab in a value", with("X: a\tb"), "X: a\tb", ""));
        rows.add(new Passage(
                "R-F14", "beyond ASCII", with("X: caf\u00e9 \u0080\u00ff"), "X: caf\u00e9 \u0080\u00ff", ""));
        rows.add(new Passage("R-F14", "colons in a value", with("X: :a:"), "X: :a:", ""));
        rows.add(new Passage("R-F15", "an empty line in front", "\r\n" + get("/"), "GET / HTTP/1.1", ""));
        rows.add(new Passage("R-F15", "two empty lines in front", "\r\n\r\n" + get("/"), "GET / HTTP/1.1", ""));
        for (String host : List.of(
                "a",
                "A.example:80",
                "127.0.0.1:8081",
                "[::1]",
                "[::1]:8081",
                "[::ffff:1.2.3.4]:80",
                "a_b",
                "a:",
                "xn--bcher-kva.test")) {
            rows.add(new Passage(
                    "R-F16",
                    "host " + host,
                    "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
                    "x-forwarded-host: " + host,
                    ""));
        }
        rows.add(new Passage(
                "R-F17", "underscore in a name of its own", with("client_id: 1", "X-Kept: 1"), "client_id: 1", ""));
        rows.add(new Passage("R-F17", "odd dashes in a name of its own", with("-X--Own-: 1"), "-X--Own-: 1", ""));
        rows.add(new Passage("R-F17", "only dashes", with("--: 1"), "--: 1", ""));
        rows.add(new Passage(
                "bounds",
                "large field",
                with("X: " + "y".repeat(32 * 1024 - 3)),
                "X: " + "y".repeat(32 * 1024 - 3),
                ""));
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(Refusal row) {
        lab.refuses(row.bytes(), row.status());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passages")
    void forwards(Passage row) {
        Wire.Message seen = lab.forwards(row.bytes());
        assertThat(seen.head()).contains(row.seen() + "\r\n");
        assertThat(seen.text()).isEqualTo(row.body());
    }

    /** R-F7: what stands behind a request that was refused is never taken for another. */
    @ParameterizedTest(name = "R-F7 behind {0}")
    @MethodSource("refusals")
    void interpretsNothingBehindARefusedRequest(Refusal row) {
        lab.refuses(row.bytes() + get("/behind") + get("/behind"), row.status());
    }

    /** R-F17: names that an upstream may take for others are left out, with whatever they say. */
    @Test
    void leavesOutLookAlikesOfFields() {
        String[] names = {
            "Transfer_Encoding",
            "Content_Length",
            "X_Forwarded_For",
            "X-Forwarded_Host",
            "Authorization_",
            "_Host",
            "Proxy_Authorization",
            "X.Forwarded.For",
            "content_LENGTH",
            "Forwarded_",
            "X_Real_IP",
            "Transfer-Encoding-",
            "Authorization-",
            "-Host",
            "Content--Length",
            "X--Forwarded-For",
            "Proxy-_Authorization",
            "--TE--"
        };
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            lines.add(name + ": evil");
        }
        Wire.Message seen = lab.forwards(with(lines.toArray(String[]::new)));
        assertThat(seen.head()).doesNotContain("evil");
        for (String name : names) {
            assertThat(seen.head().toLowerCase(Locale.ROOT))
                    .doesNotContain("\r\n" + name.toLowerCase(Locale.ROOT) + ":");
        }
    }

    /** R-F16: HTTP/1.0 knows requests without Host. */
    @Test
    void takesARequestOfHttp10WithoutHost() {
        try (Wire wire = lab.connect()) {
            assertThat(wire.send("GET /old HTTP/1.0\r\n\r\n").read().status()).isEqualTo(200);
        }
        assertThat(lab.origin().takeRequest().startLine()).isEqualTo("GET /old HTTP/1.1");
    }

    /** R-F6: the body of a request that the gateway answers itself is read past, not taken for a request. */
    @Test
    void readsPastTheBodyOfARequestThatItAnswersItself() {
        String inner = get("/smuggled");
        try (Wire wire = lab.connect()) {
            wire.send("TRACE / HTTP/1.1\r\nHost: a\r\nContent-Length: " + inner.length() + "\r\n\r\n" + inner);
            assertThat(wire.read().status()).isEqualTo(405);
            assertThat(wire.isClosedByPeer()).isTrue();
        }
        assertThat(lab.origin().recorded()).isZero();
    }

    /** R-F4: a length beyond 32 bits is not cut short. */
    @Test
    void doesNotTruncateALargeLength() {
        try (Wire wire = lab.connect()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4294967301\r\n\r\nhello" + get("/smuggled"));
        }
        assertThat(lab.origin().recorded()).isZero();
    }
}
