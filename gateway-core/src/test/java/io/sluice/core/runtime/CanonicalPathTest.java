package io.sluice.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a/b, /a/b",
        "/a//b, /a/b",
        "/a/./b, /a/b",
        "/a/../b, /b",
        "/../../b, /b",
        "/a/b/.., /a/",
        "/a/., /a/",
        "/a/%2e%2E/b, /b",
        "/%61%7E, /a~",
        "/a%20b, /a%20b",
        "/a%25%32%46, /a%252F",
        "/.well-known/x, /.well-known/x",
        "/a/, /a/",
        "/a%2Fb, /a%2Fb",
        "/a;b, /a;b"
    })
    void hasOneForm(String path, String canonical) {
        assertThat(CanonicalPath.of(path)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "/%00", "/%5c", "/a\\b", "/%", "/%4", "/%zz", "/a b", "/é", "/%0d%0a", "/..;", "/;a",
                "/%c0%af", "/%e9", "/a%2F..", "/%5c"
            })
    void refusesWhatIsAmbiguous(String path) {
        assertThat(CanonicalPath.of(path)).isNull();
    }

    @Test
    void keepsACanonicalPathAsItIs() {
        String path = "/orders/42/items";
        assertThat(CanonicalPath.of(path)).isSameAs(path);
    }
}
