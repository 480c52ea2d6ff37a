package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.runtime.EncodedSlashes;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One path for deciding and forwarding, byte for byte. Each row is named after its rule. */
@NoLeaks
class PathRulesTest {
    record Ambiguous(String rule, String path) {
        @Override
        public String toString() {
            return rule + " <" + path + ">";
        }
    }

    private final WireLab lab = new WireLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    static List<Ambiguous> refused() {
        List<Ambiguous> rows = new ArrayList<>();
        for (String path : List.of(
                "/%00",
                "/a%00b", "/%01", "/%0a", "/%0d%0a", "/%1f", "/%7f", "/a%2Fb", "/a%2fb", "/%2F", "/a%5Cb", "/a%5cb",
                "/a\\b", "/..\\b", "/%", "/%4", "/%zz", "/a%2", "/%u0041", "/%%41")) {
            rows.add(new Ambiguous("R-N2", path));
        }
        for (String path : List.of(
                "/a/..;/b",
                "/a/..;x=y/b",
                "/..;",
                "/a/.;/b",
                "/a/.;x",
                "/a/%2e%2e;/b",
                "/a/.%2e;/b",
                "/a/..%3b/b",
                "/a/..%3B/b",
                "/;/b",
                "/a/;x/b",
                "/%3bx/b")) {
            rows.add(new Ambiguous("R-N2 dot segment in disguise", path));
        }
        for (String path : List.of(
                "/%c0%af",
                "/%c1%9c",
                "/%c0%ae%c0%ae/b",
                "/%e0%80%af",
                "/%e0%9f%bf",
                "/%f0%80%80%af",
                "/%f0%8f%bf%bf",
                "/%ed%a0%80",
                "/%f4%90%80%80",
                "/%f5%80%80%80",
                "/%80",
                "/%bf",
                "/%ff",
                "/%fe",
                "/%c3",
                "/%c3x",
                "/%c3%41",
                "/%e2%82",
                "/%e2%82/",
                "/%e9",
                "/%c3%c3%a9")) {
            rows.add(new Ambiguous("R-N2 no UTF-8", path));
        }
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(Ambiguous row) {
        lab.refuses(get(row.path()), 400);
    }

    @ParameterizedTest(name = "{0} in an absolute target")
    @MethodSource("refused")
    void refusesInAnAbsoluteTarget(Ambiguous row) {
        lab.refuses(get("http://b" + row.path()), 400);
    }

    @ParameterizedTest(name = "{0} forwards {1} as {2}")
    @CsvSource({
        "R-N1, /, /",
        "R-N1, /a/b, /a/b",
        "R-N1, /a/, /a/",
        "R-N1, //a///b, /a/b",
        "R-N1, /a/./b, /a/b",
        "R-N1, /a/../b, /b",
        "R-N1, /a/../../../b, /b",
        "R-N1, /a/b/.., /a/",
        "R-N1, /a/b/., /a/b/",
        "R-N1, /a/%2e%2E/b, /b",
        "R-N1, /a/%2E/b, /a/b",
        "R-N1, /%61%7E%2D, /a~-",
        "R-N1, /.../b, /.../b",
        "R-N1, /..a/.b, /..a/.b",
        "R-N2, /a%20b, /a%20b",
        "R-N2, /a%252Fb, /a%252Fb",
        "R-N2, /a%25%32%46b, /a%252Fb",
        "R-N2, /%252e%252e/b, /%252e%252e/b",
        "R-N2, /a;x=y/b;z, /a;x=y/b;z",
        "R-N2, /a%3bx, /a%3bx",
        "R-N2, /caf%c3%A9, /caf%c3%A9",
        "R-N2, /%e2%82%ac%F0%9F%98%80, /%e2%82%ac%F0%9F%98%80",
        "R-N2, /%ed%9f%bf%ee%80%80%f4%8f%bf%bf, /%ed%9f%bf%ee%80%80%f4%8f%bf%bf",
        "R-P6, /a?, /a?",
        "R-P6, /a, /a",
        "R-P6, /?, /?",
        "R-P6, /a??, /a??",
        "R-P6, /a?b?c=/../d//e, /a?b?c=/../d//e",
        "R-P6, /a?%2F%2f%00%zz%, /a?%2F%2f%00%zz%",
        "R-P6, /a?x[0]={1}|\\^`, /a?x[0]={1}|\\^`",
        "R-P6, /~a:@!$&'()*+=-._, /~a:@!$&'()*+=-._",
        "R-P3, http://b/a?, /a?",
        "R-P3, http://b, /",
        "R-P3, https://b/x/../y, /y"
    })
    void forwards(String rule, String target, String forwarded) {
        Wire.Message seen = lab.forwards(get(target));
        assertThat(seen.startLine()).isEqualTo("GET " + forwarded + " HTTP/1.1");
    }

    /** R-N2: an API whose upstreams need it may keep encoded slashes, as a part of their segment. */
    @ParameterizedTest
    @ValueSource(strings = {"/a%2Fb", "/a%2fb/%2F", "/%2F%2F", "/a%2F.b", "/a%2F..b"})
    void keepsEncodedSlashesWhereTheApiAsksForIt(String path) {
        lab.engine().encodedSlashes(EncodedSlashes.KEEP).serve(lab.origin().port());
        assertThat(lab.forwards(get(path)).startLine()).isEqualTo("GET " + path + " HTTP/1.1");
    }

    /** R-N1: no dot segment hides behind an encoded slash, even where those are kept. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/a%2F..%2Fb", "/..%2Fb", "/a%2f..", "/a%2F.", "/a%2F%2e%2e/b", "/a%2F..;x", "/.%2F", "/a%5Cb"})
    void refusesDotSegmentsBehindEncodedSlashes(String path) {
        lab.engine().encodedSlashes(EncodedSlashes.KEEP).serve(lab.origin().port());
        lab.refuses(get(path), 400);
    }

    /** R-N2: a path that belongs to no API is judged like any other. */
    @Test
    void saysNothingAboutTheRequestInItsRefusal() {
        try (Wire wire = lab.connect()) {
            Wire.Message answer = wire.send(get("/secret%2Fpath")).read();
            assertThat(answer.status()).isEqualTo(400);
            assertThat((answer.head() + answer.text()).toLowerCase(Locale.ROOT)).doesNotContain("secret");
        }
    }
}
