package io.sluice.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExpressionFuzzTest {
    private static final FixedContext CONTEXT = new FixedContext(
            Map.of("method", "GET", "headers", Map.of("x", "1"), "statusCode", 200),
            Map.of("properties", Map.of("claims", Map.of("n", 1L, "list", List.of(1, "a", Map.of("k", "v"))))),
            Map.of("s", "text", "n", 3, "list", List.of("a", 2), "map", Map.of("a", List.of())),
            "payload text");

    private static final List<String> WORDS = List.of(
            "attributes",
            "authentication",
            "vars",
            "payload",
            ".",
            ".",
            "headers",
            "'x'",
            "\"a\"",
            "s",
            "n",
            "list",
            "map",
            "[",
            "]",
            "(",
            ")",
            ",",
            "0",
            "1",
            "-1",
            "2.5",
            "true",
            "false",
            "null",
            "and",
            "or",
            "not",
            "default",
            "if",
            "else",
            "==",
            "!=",
            ">=",
            "<",
            "++",
            "--",
            "contains",
            "lower",
            "splitBy",
            "sizeOf",
            "uuid",
            "toString",
            "toBase64",
            "fromBase64",
            "toBinary",
            "dw::core::Strings::substringAfter",
            "vars.s",
            "vars.list",
            "vars.map",
            "vars.n",
            "attributes.headers",
            "(vars.s)",
            "[1, 'a']",
            "lower(vars.s)",
            "é",
            "$",
            "'",
            "\\",
            "::",
            "authentication.properties");

    @Test
    void neverFailsOtherwiseThanItPromises() {
        Random random = new Random(20240611);
        int compiled = 0;
        int evaluated = 0;
        for (int i = 0; i < 60_000; i++) {
            String text = "#[" + words(random) + "]";
            try {
                Expression expression = Expression.compile(text);
                compiled++;
                expression.text(CONTEXT);
                evaluated++;
            } catch (ExpressionException e) {
                assertThat(e.offset()).as(text).isBetween(2, text.length() - 1);
                assertThat(e.getMessage()).as(text).isNotBlank();
            }
        }
        assertThat(compiled).isGreaterThan(1000);
        assertThat(evaluated).isGreaterThan(500);
    }

    @Tag("fuzz")
    @FuzzTest(maxDuration = "10m")
    void failsOnlyAsItPromises(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            Expression expression = Expression.compile(text);
            Object value = expression.evaluate(CONTEXT);
            assertThat(expression.text(CONTEXT) == null).as(text).isEqualTo(value == null);
        } catch (ExpressionException e) {
            assertThat(e.offset()).as(text).isBetween(0, text.length());
            assertThat(e.getMessage()).as(text).isNotBlank();
        }
    }

    @Test
    void survivesArbitraryCharacters() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("#[");
            random.ints(random.nextInt(30), ' ', 127).forEach(c -> text.append((char) c));
            try {
                Expression.compile(text.append(']').toString()).evaluate(CONTEXT);
            } catch (ExpressionException e) {
                assertThat(e.offset()).as(text.toString()).isBetween(2, text.length() - 1);
            }
        }
    }

    private static String words(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(7); n > 0; n--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(3) == 0 ? "" : " ");
        }
        return text.toString();
    }
}
