package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {
    @TempDir
    Path folder;

    @Test
    void saysNothingOfEqualTexts() {
        assertThat(UnifiedDiff.of("f", "a\nb\n", "a\nb\n")).isEmpty();
    }

    @Test
    void showsChangesWithThreeLinesAround() {
        assertThat(UnifiedDiff.of("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
                .isEqualTo("""
                --- f
                +++ f
                @@ -2,7 +2,7 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8
                """);
    }

    @Test
    void beginsANewHunkWhereTextsAreLongEqual() {
        String middle = "1\n2\n3\n4\n5\n6\n7\n";

        assertThat(UnifiedDiff.of("f", "a\n" + middle + "b\n", "A\n" + middle + "B\n"))
                .contains("@@ -1,4 +1,4 @@\n-a\n+A\n", "@@ -6,4 +6,4 @@\n");
    }

    @Test
    void showsAMissingLineBreakAtTheEnd() {
        assertThat(UnifiedDiff.of("f", "a", "a\n")).isEqualTo("""
                --- f
                +++ f
                @@ -1,1 +1,1 @@
                -a
                \\ No newline at end of file
                +a
                """);
        assertThat(UnifiedDiff.of("f", "", "a\n")).contains("@@ -0,0 +1,1 @@\n+a\n");
    }

    @Test
    void isUnderstoodByPatch() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/patch")));
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            String before = text(random);
            String after = text(random);
            Path file = Files.writeString(folder.resolve("f"), before);
            Path diff = Files.writeString(folder.resolve("f.diff"), UnifiedDiff.of("f", before, after));

            if (!before.equals(after)) {
                patch(file, diff);
            }
            assertThat(file).as("text %s", i).hasContent(after);
        }
    }

    private static void patch(Path file, Path diff) throws Exception {
        Process patch = new ProcessBuilder("patch", "-s", file.toString(), diff.toString())
                .inheritIO()
                .start();
        assertThat(patch.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(patch.exitValue()).isZero();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(30); i > 0; i--) {
            text.append(random.nextInt(12)).append('\n');
        }
        return text.toString();
    }
}
