package io.sluice.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.core.testing.FuzzLoop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CanonicalPathFuzzTest {
    private static final Pattern DECODED_TOO_LATE =
            Pattern.compile("%(?:2[dDeE]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA]|5[fF]|7[eE])");

    @Tag("fuzz")
    @FuzzTest(maxDuration = "10m")
    void hasOneFormOrNone(byte[] input) {
        check(input);
    }

    @Test
    void hasOneFormOrNoneForManySmallChanges() {
        List<String> corpus = List.of("dots", "escapes", "parameters", "plain", "slashes", "utf8");
        FuzzLoop.run(getClass(), "hasOneFormOrNone", corpus, 60_000, CanonicalPathFuzzTest::check);
    }

    private static void check(byte[] input) {
        String path = new String(input, StandardCharsets.ISO_8859_1);
        String canonical = CanonicalPath.of(path);
        if (canonical == null) {
            return;
        }
        assertThat(canonical)
                .startsWith("/")
                .doesNotContain("//")
                .doesNotContain("\\")
                .matches("[\\x21-\\x7e]*");
        assertThat(canonical.split("/", -1)).doesNotContain(".", "..");
        assertThat(DECODED_TOO_LATE.matcher(canonical).find()).as(canonical).isFalse();
        assertThat(CanonicalPath.of(canonical))
                .as("the canonical form of a canonical form")
                .isEqualTo(canonical);
        assertThat(canonical.length()).isLessThanOrEqualTo(path.length() + 1);
    }
}
