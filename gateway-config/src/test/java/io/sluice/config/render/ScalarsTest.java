package io.sluice.config.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ScalarsTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "/v2/items", "conf/a.yaml", "http:8081", "a@b"})
    void leavesPlainTextsAlone(String text) {
        assertThat(Scalars.of(text)).isEqualTo(text);
        assertThat(read(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "NULL",
                "12",
                "1e3",
                "0x1",
                "a: b",
                "a:",
                "- a",
                "#a",
                "*a",
                "&a",
                "a #b",
                "2020-01-01"
            })
    void quotesWhatYamlWouldTakeForSomethingElse(String text) {
        assertThat(Scalars.of(text)).startsWith("\"");
        assertThat(read(Scalars.of(text))).isEqualTo(text);
    }

    @Test
    void keepsEveryText() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(6, 0, 0x11000)
                    .filter(c -> c < 0xd800 || c > 0xdfff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(read(Scalars.of(text))).as(Scalars.of(text)).isEqualTo(text);
        }
    }

    @Test
    void writesNothingThatCommandsATerminalOrEndsAComment() {
        assertThat(Scalars.printable("a\u001b[2Jb\nc\u0085")).isEqualTo("a\\u001b[2Jb\\u000ac\\u0085");
    }

    private static Object read(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }
}
