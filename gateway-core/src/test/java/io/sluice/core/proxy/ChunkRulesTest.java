package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.proxy.RequestFramingRulesTest.Passage;
import io.sluice.core.proxy.RequestFramingRulesTest.Refusal;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chunked coding of requests, byte for byte: RFC 9112 section 7.1. Each row is named after its rule. */
@NoLeaks
class ChunkRulesTest {
    private static final String HEAD = "POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String HELLO = "5\r\nhello\r\n0\r\n\r\n";

    private final WireLab lab = new WireLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static Refusal refusal(String rule, String what, String chunks) {
        return new Refusal(rule, what, 400, HEAD + chunks);
    }

    private static Passage passage(String rule, String what, String chunks) {
        return new Passage(rule, what, HEAD + chunks, "POST /c HTTP/1.1", HELLO);
    }

    static List<Refusal> refusals() {
        List<Refusal> rows = new ArrayList<>();
        for (String size : List.of(
                "",
                "+5",
                "-5",
                "0x5",
                "5_",
                "_5",
                " 5",
                "\t5",
                "5 ",
                "5\t",
                "5 5",
                "5,",
                "5.0",
                "g",
                "5h",
                "\u0665",
                "fffffffffffffffff",
                "8000000000000005",
                "10000000000000005",
                "ffffffffffffffff",
                "0".repeat(252) + "00005")) {
            rows.add(refusal("R-F8", "size <" + size + ">", size + "\r\nhello\r\n0\r\n\r\n"));
        }
        rows.add(refusal("R-F8", "size line without end", "5" + "0".repeat(300)));
        rows.add(refusal("R-F8", "no number at all", "xyz"));
        rows.add(refusal("R-F9", "line feed behind the size", "5\nhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F9", "carriage return behind the size", "5\rhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F9", "line feed behind the data", "5\r\nhello\n0\r\n\r\n"));
        rows.add(refusal("R-F9", "line feed behind the last size", "5\r\nhello\r\n0\n\r\n"));
        rows.add(refusal("R-F9", "line feed at the end", "5\r\nhello\r\n0\r\n\n"));
        rows.add(refusal("R-F9", "line feed in an extension", "5;a\nb\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F9", "carriage return in an extension", "5;a\rb\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal(
                "R-F9", "TERM.EXT", "2;\nxx\r\n49\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n0\r\n\r\n"));
        rows.add(refusal("R-F9", "EXT.TERM", "2;\r\r\nxx\r\n0\r\n\r\n"));
        rows.add(refusal("R-F9", "line feed in a trailer", "0\r\nX: a\nY: b\r\n\r\n"));
        rows.add(refusal("R-F10", "nothing behind the data", "5\r\nhello0\r\n\r\n"));
        rows.add(refusal("R-F10", "other bytes behind the data", "5\r\nhelloXX0\r\n\r\n"));
        rows.add(refusal("R-F10", "carriage return and another byte", "5\r\nhello\rX0\r\n\r\n"));
        rows.add(refusal("R-F10", "SPILL: more data than announced", "5\r\nhello!\r\n0\r\n\r\n"));
        rows.add(refusal("R-F10", "less data than announced", "6\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F10", "line end in a quoted value", "5;a=\"x\r\n\"\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F10", "quoted line end", "5;a=\"x\\\r\n\"\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F10", "open quote", "5;a=\"x\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F10", "text behind a quote", "5;a=\"x\"y\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F10", "extension without name", "5;\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F10", "extension without value", "5;a=\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F10", "NUL in an extension", "5;a=\u0000\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal("R-F10", "long extension", "5;a=" + "x".repeat(300) + "\r\nhello\r\n0\r\n\r\n"));
        rows.add(refusal(
                "R-F10",
                "extensions that outweigh the data",
                ("1;a=" + "x".repeat(200) + "\r\ny\r\n").repeat(100) + "0\r\n\r\n"));
        for (String trailer : List.of("X : y", " X: y", "X", ": y", "X: a\u0000", "X: a\r b", "X: a\r\n b")) {
            rows.add(refusal(
                    "R-F11", "trailer <" + trailer.replace('\u0000', '0') + ">", "0\r\n" + trailer + "\r\n\r\n"));
        }
        rows.add(refusal("R-F11", "large trailers", "0\r\n" + ("X: " + "y".repeat(1000) + "\r\n").repeat(9) + "\r\n"));
        rows.add(refusal("R-F11", "many trailers", "0\r\n" + "X: y\r\n".repeat(201) + "\r\n"));
        return rows;
    }

    static List<Passage> passages() {
        List<Passage> rows = new ArrayList<>();
        rows.add(passage("R-F8", "one chunk", HELLO));
        rows.add(passage("R-F8", "leading zeros", "00000005\r\nhello\r\n000\r\n\r\n"));
        for (String extension : List.of(
                ";a",
                ";a=b",
                ";a=\"b\"",
                " ; a = b",
                "\t;\ta\t=\tb",
                ";a;b=c;d=\"e;\\\"f\"",
                ";a=\"\"",
                ";a=\"caf\u00e9 \t\"")) {
            rows.add(passage(
                    "R-F10",
                    "extension <" + extension + ">",
                    "5" + extension + "\r\nhello\r\n0" + extension + "\r\n\r\n"));
        }
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(Refusal row) {
        lab.refuses(row.bytes(), 400);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passages")
    void forwards(Passage row) {
        Wire.Message seen = lab.forwards(row.bytes());
        assertThat(seen.head()).contains(row.seen()).contains("transfer-encoding: chunked\r\n");
        assertThat(seen.text()).isEqualTo(row.body());
    }

    /** R-F7, R-F9, R-F10: what stands behind broken chunks is never taken for a request. */
    @ParameterizedTest(name = "R-F7 behind {0}")
    @MethodSource("refusals")
    void interpretsNothingBehindBrokenChunks(Refusal row) {
        lab.refuses(row.bytes() + "GET /behind HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    }

    /** R-F8: hexadecimal digits in either letter case. */
    @Test
    void readsSizesInEitherLetterCase() {
        String data = "x".repeat(0xab);
        Wire.Message seen = lab.forwards(HEAD + "aB\r\n" + data + "\r\nAb\r\n" + data + "\r\n0\r\n\r\n");
        assertThat(seen.text()).contains(data).hasSizeGreaterThan(2 * 0xab);
    }

    /** R-F11: trailers stay trailers, and none that frames, routes, forwards or authenticates passes. */
    @Test
    void passesTrailersOnAsTrailers() {
        Wire.Message seen = lab.forwards(HEAD + "5\r\nhello\r\n0\r\nX-Checksum: 1\r\nContent-Length: 3\r\n"
                + "Transfer-Encoding: gzip\r\nHost: evil\r\nAuthorization: evil\r\nX-Forwarded-For: evil\r\n"
                + "X_Forwarded_For: evil\r\nContent_Length: 4\r\nConnection: evil\r\n\r\n");
        assertThat(seen.text()).isEqualTo("5\r\nhello\r\n0\r\nX-Checksum: 1\r\n\r\n");
        assertThat(seen.head().toLowerCase(Locale.ROOT))
                .doesNotContain("x-checksum")
                .doesNotContain("evil");
    }

    /** R-F10: extensions of a stream may be many as long as they go with data. */
    @Test
    void acceptsSignedChunksOfALongStream() {
        String chunk = "400;signature=" + "f".repeat(64) + "\r\n" + "x".repeat(1024) + "\r\n";
        Wire.Message seen = lab.forwards(HEAD + chunk.repeat(1000) + "0\r\n\r\n");
        assertThat(seen.body().length).isGreaterThan(1024 * 1000);
        assertThat(seen.text()).doesNotContain("signature");
    }
}
