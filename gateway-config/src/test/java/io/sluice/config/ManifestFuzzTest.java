package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.config.testing.ConfigFolder;
import io.sluice.core.testing.FuzzLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFuzzTest {
    /** An address whose host would have to be looked up: tests ask no name server. */
    private static final Pattern NAMED_HOST = Pattern.compile("//[\\[0-9.:\\]]*[^\\[\\]0-9.:/\\s'\"},]");

    @TempDir
    static Path directory;

    @Tag("fuzz")
    @FuzzTest(maxDuration = "10m")
    void isAcceptedOrExplained(byte[] input) {
        check(input);
    }

    @Test
    void isAcceptedOrExplainedForManySmallChanges() {
        List<String> corpus = List.of("aliases", "api", "json", "policies", "several");
        FuzzLoop.run(getClass(), "isAcceptedOrExplained", corpus, 2_000, ManifestFuzzTest::check);
    }

    /** Never an exception, never without an end, and never a refusal without a reason. */
    private static void check(byte[] input) {
        if (NAMED_HOST.matcher(new String(input, StandardCharsets.ISO_8859_1)).find()) {
            return;
        }
        ConfigLoader loader = ConfigFolder.in(directory, TestPolicies.ALL).loader();
        LoadResult result = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> loader.load(written(input)));
        if (result instanceof LoadResult.Loaded loaded) {
            loaded.discard();
        } else {
            Problems problems = ((LoadResult.Rejected) result).problems();
            assertThat(problems.all()).isNotEmpty();
            assertThat(problems.pretty()).contains("error[GW");
        }
    }

    private static Path written(byte[] input) {
        try {
            return Files.write(directory.resolve("api.yaml"), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
