package io.sluice.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathMatcherTest {
    @ParameterizedTest
    @CsvSource({
        "/shop/.*, /shop/cart/7, /shop/cart/7",
        "/shop(/.*), /shop/cart/7, /cart/7",
        "/cart(/.*)/line(/.*), /cart/7/line/2, /7/2",
        "/old/([^/]+)/x(/.*), /old/42/x/y, 42/y",
        ".*, /any, /any",
        "(/.*), /any, /any",
        "/exact, /exact, /exact",
        "/a(b)?, /a, ''",
        "/a|/b, /b, /b",
        "/ab?, /a, /a",
        "/v[12](/.*), /v2/x, /x",
        "/a\\.b, /a.b, /a.b"
    })
    void matchesTheWholePathAndKeepsWhatIsCaptured(String regex, String path, String rewritten) {
        PathMatcher matcher = PathMatcher.compile(regex);
        assertThat(matcher.matches(path)).isTrue();
        assertThat(matcher.rewrite(path)).isEqualTo(rewritten);
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/.*, /shop",
        "/shop(/.*), /shopping",
        "/shop(/.*), /shop",
        "/exact, /exact/",
        "/exact, /exactly",
        "/cart, /x/cart",
        "/a|/b, /bc",
        "/a\\.b, /axb"
    })
    void rN3DoesNotMatchAPart(String regex, String path) {
        assertThat(PathMatcher.compile(regex).matches(path)).isFalse();
    }

    /** An engine that goes back and tries again needs longer for these than anybody waits. */
    @ParameterizedTest
    @ValueSource(strings = {"/(a+)+x", "/(a*)*b", "/(a|aa)+x", "/(.*)*,(.*)*,x"})
    @Timeout(20)
    void rN3ReadsALongPathInOnePass(String regex) {
        assertThat(PathMatcher.compile(regex).matches("/" + "a".repeat(8000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "/a(?!b)", "[z-a]", "/a{2,1}", "\\8"})
    void refusesWhatIsNoExpression(String regex) {
        assertThatThrownBy(() -> PathMatcher.compile(regex)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreesWithThePlainEngineOnRandomPatterns() {
        Random random = new Random(42);
        List<String> pieces =
                List.of("/a", "/b", "/", ".*", "(/.*)", "a?", "b*", "[ab]", "|", "\\.", "(a|b)", "/x(/.*)");
        List<String> paths = List.of("/", "/a", "/b", "/a/b", "/aa", "/x/a", "/x", "/a.b", "", "/b/a/x/a", "/ab", "//");
        for (int i = 0; i < 5000; i++) {
            StringBuilder regex = new StringBuilder();
            for (int j = random.nextInt(4); j >= 0; j--) {
                regex.append(pieces.get(random.nextInt(pieces.size())));
            }
            agree(regex.toString(), paths);
        }
    }

    private static void agree(String regex, List<String> paths) {
        Pattern plain;
        try {
            plain = Pattern.compile(regex);
        } catch (com.google.re2j.PatternSyntaxException e) {
            return;
        }
        PathMatcher matcher = PathMatcher.compile(regex);
        for (String path : paths) {
            assertThat(matcher.matches(path)).as("%s on %s", regex, path).isEqualTo(plain.matches(path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET|HEAD", "GET", ".*", "P.*", "api\\.test", "a|b\\.c"})
    void textMatcherAgreesWithThePlainEngine(String regex) {
        Pattern plain = Pattern.compile(regex);
        for (String text : List.of("GET", "HEAD", "POST", "PUT", "api.test", "apixtest", "a", "b.c", "", "GETX")) {
            assertThat(TextMatcher.compile(regex).matches(text)).isEqualTo(plain.matches(text));
        }
    }
}
