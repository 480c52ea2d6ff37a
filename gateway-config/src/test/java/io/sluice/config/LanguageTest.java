package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    private static final String[] PIECES = {
        "a", "b", "/", ".", "[ab]", "[^a]", "(a|b)", "(?:ab)", "\\d", "\\w", "\\.", "a*", "b+", "(ab)?", "a{2}",
        "b{1,2}", "(/.*)", "|"
    };

    @ParameterizedTest
    @CsvSource({
        "/.*,             /orders/[0-9]+,  true",
        "/orders(/.*),    /orders/x,       true",
        "/orders(/.*),    /orders,         false",
        "GET|POST,        POST,            true",
        "GET,             GET|HEAD,        false",
        "/a(/.*)?,        /a|/a/b,         true",
        "'/[a-z]{1,3}',   /abcd,           false",
        "'/\\d{2,}',      '/\\d{3}',       true",
        "/[^/]+,          /a.c,            false",
    })
    void tellsWhetherOneExpressionCoversAnother(String wide, String narrow, boolean covers) {
        assertThat(language(wide).covers(language(narrow))).isEqualTo(covers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?i)a", "a\\b", "\\pL", "a{101}", "\\Qx\\E", "[[:alpha:]]", "a^b", "$a", "(a", "x{,5}"})
    void leavesToTheEngineWhatIsNoSet(String regex) {
        assertThat(Language.of(regex)).isEmpty();
    }

    @Test
    void leavesLargeExpressionsAlone() {
        assertThat(Language.of("a".repeat(301))).isEmpty();
    }

    @Test
    void agreesWithTheEngineOnItsExamples() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            String regex = regex(random);
            Language language = language(regex);
            String example = language.example();
            assertThat(example).as(regex).isNotNull();
            assertThat(Pattern.matches(regex, example))
                    .as("%s matches %s", regex, example)
                    .isTrue();
            String text = text(random);
            Language exact = language(Pattern.quote(text).replace("\\Q", "").replace("\\E", ""));
            assertThat(language.covers(exact)).as("%s covers %s", regex, text).isEqualTo(Pattern.matches(regex, text));
        }
    }

    private static String regex(Random random) {
        StringBuilder regex = new StringBuilder();
        int pieces = 1 + random.nextInt(5);
        for (int i = 0; i < pieces; i++) {
            regex.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return regex.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.append("ab/1_".charAt(random.nextInt(5)));
        }
        return text.toString();
    }

    private static Language language(String regex) {
        return Language.of(regex).orElseThrow(() -> new AssertionError(regex));
    }
}
