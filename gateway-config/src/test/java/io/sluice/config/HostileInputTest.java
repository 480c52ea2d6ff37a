package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken on purpose: each is read or refused at its place, within bounds. The time limits only end what hangs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileInputTest {
    private final Findings findings = new Findings();

    static Stream<Arguments> bombs() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        StringBuilder merges = new StringBuilder("m0: &m0 {k: v}\n");
        for (int i = 1; i < 12; i++) {
            String list = ("*a" + (i - 1) + ", ").repeat(10);
            laughs.append("a" + i + ": &a" + i + " [" + list + "]\n");
            String merge = ("*m" + (i - 1) + ", ").repeat(10);
            merges.append("m" + i + ": &m" + i + " {<<: [" + merge + "], k" + i + ": v}\n");
        }
        return Stream.of(
                Arguments.of("billion laughs", laughs.toString(), "GW1005 1"),
                Arguments.of("merge keys", merges.toString(), ""),
                Arguments.of("brackets", "a: 1\nb: " + "[".repeat(100_000), "GW1005 2"),
                Arguments.of("braces", "a: " + "{x: ".repeat(100_000), "GW1005 1"),
                Arguments.of("steps", steps(), "GW1005 51"),
                Arguments.of("entries", "a:\n " + "- ".repeat(100_000) + "x", "GW1005 2"),
                Arguments.of("cycle", "a: &a\n  b: *a\n", "GW1005 1"),
                Arguments.of("cyclic merge", "a: &a\n  <<: *a\n", "GW1005 1"),
                Arguments.of("values", "a: [" + "x,".repeat(600_000) + "]", "GW1005 1"),
                Arguments.of("keys", "a: 1\n".repeat(200_000), "GW1004 2"),
                Arguments.of("documents", "--- x\n".repeat(100_000), ""),
                Arguments.of("empty documents", "---\n".repeat(2_000_000), ""),
                Arguments.of("comments", "# x\n".repeat(2_000_000), ""),
                Arguments.of("lines", "\n".repeat(10_000_000), ""),
                Arguments.of("scalar", "a: " + "x".repeat(10_000_000), ""),
                Arguments.of("quoted scalar", "a: \"" + "x".repeat(10_000_000), "GW1003 1"),
                Arguments.of("block scalar", "a: |\n" + " x\n".repeat(3_000_000), ""),
                Arguments.of("folded lines", "a: x\n" + "  y\n".repeat(2_000_000), ""),
                Arguments.of("long key", "x".repeat(1_000_000) + ": 1", "GW1003 1"),
                Arguments.of("broken documents", "---\n\t@\n".repeat(20_000), "GW1003 2"),
                Arguments.of("anchors", "- &a x\n".repeat(200_000), ""));
    }

    private static String steps() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void staysWithinBounds(String name, String text, String first) {
        read(text);

        List<Problem> found = findings.problems(1).all();
        assertThat(found).hasSizeLessThanOrEqualTo(Findings.MOST_PER_FILE + 1);
        assertThat(found.stream()
                        .filter(problem -> problem.line() > 0)
                        .findFirst()
                        .map(problem -> problem.code() + " " + problem.line())
                        .orElse(""))
                .isEqualTo(first);
        assertThat(findings.problems(1).pretty().length()).isLessThan(100_000);
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("a: 1\r\nb: [\r\n", "GW1003 2:4"),
                Arguments.of("a: 1\rb: [\r", "GW1003 2:4"),
                Arguments.of("\ufeffa: [\n", "GW1003 1:4"),
                Arguments.of("a: 1\n---\nb: \0\n---\nc: [\n", "GW1002 3:4"),
                Arguments.of("a: \u0007\n", "GW1002 1:4"),
                Arguments.of("a:\n\tb: 1\n", "GW1003 2:1"),
                Arguments.of("\u00e9\ud83d\ude00: [\n", "GW1003 1:5"),
                Arguments.of("%YAML 3.0\n---\na: 1\n", "GW1003 1:1"),
                Arguments.of("a: 1\na: 2\n", "GW1004 2:1"),
                Arguments.of("<<<<<<< HEAD\na: b\n=======\n", "GW1003 1:1"),
                Arguments.of("a: [#[x]]\n", "GW1003 1:5"),
                Arguments.of("<<: x\na: 1\n", "GW1003 1:5"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void namesThePlace(String text, String expected) {
        read(text);

        Problem first = findings.problems(1).all().get(0);
        assertThat(first.code() + " " + first.line() + ":" + first.column()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
    void saysThatAFileIsUtf16(String charset) {
        YamlReader.read("f.yaml", "a: 1\n".getBytes(Charset.forName(charset)), findings);

        assertThat(findings.problems(1).all().get(0).message())
                .isEqualTo("the file must be UTF-8 but is UTF-16; save it as UTF-8");
    }

    @Test
    void showsPartOfALineThatIsVeryLong() {
        read("{\"a\": \"" + "x".repeat(400) + "\", \"b\": \"\\q\", \"c\": \"" + "y".repeat(5_000_000) + "\"}");

        assertThat(findings.problems(1).pretty()).contains("b\": \"\\q\"").hasSizeLessThan(1_000);
    }

    @Test
    void neverThrowsWhateverAFileHolds() {
        Random random = new Random(20_260_511);
        String alphabet = "ab:- \n\t[]{}\"'#&*!|>%@`,?<$~\r\u00a0\u200b\u2028.0=\\";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int i = 0; i < length; i++) {
                boolean word = random.nextInt(12) == 0;
                text.append(
                        word
                                ? List.of("---\n", "a: ", "  - ", "<<: ", "*a", "&a ", "#[", "...\n")
                                        .get(random.nextInt(8))
                                : String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
            }
            read(text.toString());
        }
        assertThat(findings.problems(1).pretty()).doesNotContain("Exception");
        assertThat(findings.problems(1).all())
                .noneMatch(problem -> problem.message().contains("cannot be parsed"));
    }

    @Test
    void neverThrowsOnBytesThatAreNoText() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            YamlReader.read("f.yaml", bytes, findings);
        }
        assertThat(findings.hasErrors()).isTrue();
    }

    private void read(String text) {
        YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), findings);
    }
}
