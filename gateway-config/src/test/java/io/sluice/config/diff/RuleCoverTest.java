package io.sluice.config.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.EffectiveConfig.Rule;
import io.sluice.config.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCoverTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                ".* /a",
                "/.* .*",
                "/(.*) .*",
                "/a(/.*) /a/b(/.*)",
                "/a/.* /a/[0-9]+",
                "/a(/.*)? /a",
                "/a|/b /b",
                "/[ab].* /a/c"
            })
    void coversNarrowerPaths(String wide, String narrow) {
        assertThat(RuleCover.covers(List.of(path(wide)), List.of(path(narrow)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"/a .*", "/a /a.*", "/a/.* /a", "/ab.* /ab*", "/a/.* /a/.*|/b", "/a[.].* /a"})
    void doesNotCoverOtherPaths(String wide, String narrow) {
        assertThat(RuleCover.covers(List.of(path(wide)), List.of(path(narrow)))).isFalse();
    }

    @Test
    void looksAtMethodsHostAndHeadersToo() {
        Rule any = rule("/a", ".*", ".*", Map.of());
        Rule get = rule("/a", "GET|HEAD", ".*", Map.of());
        Rule head = rule("/a", "HEAD", "x", Map.of("h", "v"));

        assertThat(RuleCover.covers(List.of(any), List.of(get, head))).isTrue();
        assertThat(RuleCover.covers(List.of(get), List.of(head))).isTrue();
        assertThat(RuleCover.covers(List.of(get), List.of(any))).isFalse();
        assertThat(RuleCover.covers(List.of(head), List.of(get))).isFalse();
        assertThat(RuleCover.covers(List.of(rule("/a", ".*", ".*", Map.of("h", "w"))), List.of(head)))
                .isFalse();
    }

    @Test
    void takesNoRulesForEveryRequest() {
        assertThat(RuleCover.covers(List.of(), List.of(path("/a")))).isTrue();
        assertThat(RuleCover.covers(List.of(path("/.*")), List.of())).isTrue();
        assertThat(RuleCover.covers(List.of(path("/a")), List.of())).isFalse();
    }

    @Test
    void saysNoIfItCannotTell() {
        String large = "/" + "a".repeat(400) + "|/b";

        assertThat(RuleCover.covers(List.of(path(large)), List.of(path("/b")))).isFalse();
    }

    private static Rule path(String path) {
        return rule(path, ".*", ".*", Map.of());
    }

    private static Rule rule(String path, String methods, String host, Map<String, String> headers) {
        return new Rule(path, methods, host, headers, new Place("a.yaml", 1, 1, "", 1));
    }
}
