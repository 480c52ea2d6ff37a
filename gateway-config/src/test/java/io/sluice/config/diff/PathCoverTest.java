package io.sluice.config.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathCoverTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                ".* /a",
                "/.* /a",
                "/(.*) .*",
                "/a.* /a",
                "/a.* /a/b.*",
                "/a(/.*) /a/b(/.*)",
                "/a(/.*) /a/.*",
                "/a/.* /a/[0-9]+",
                "/a|/b /a|/b"
            })
    void coversWhatBeginsAlike(String wide, String narrow) {
        assertThat(PathCover.covers(wide, narrow)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/a .*",
                "/a /a.*",
                "/a/.* /a",
                "/ab.* /a.*",
                "/ab.* /ab*",
                "/a/.* /a/.*|/b",
                "/a.b.* /axb/c",
                "/a(/.*)? /b",
                "/a[.].* /a"
            })
    void saysNoWhereItCannotTell(String wide, String narrow) {
        assertThat(PathCover.covers(wide, narrow)).isFalse();
    }
}
