package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.expression.Expression;
import io.sluice.core.runtime.PathMatcher;
import io.sluice.core.runtime.TextMatcher;
import io.sluice.core.schema.Alias;
import io.sluice.core.schema.DataSize;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Matches;
import io.sluice.core.schema.NotEmpty;
import io.sluice.core.schema.Range;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBinderTest {
    enum Method {
        RSA,
        HTTP_BEARER
    }

    record Everything(
            boolean flag,
            int count,
            long big,
            double share,
            String text,
            Duration pause,
            DataSize size,
            URI url,
            Method method,
            Expression expression,
            PathMatcher path,
            TextMatcher methods,
            Inner inner,
            List<Inner> list,
            Map<String, Integer0> map,
            Optional<String> maybe) {}

    record Inner(@Default("7") int level, @Default("a,b") String names) {}

    record Integer0(int value) {}

    record Defaults(Inner inner, List<String> list, Map<String, String> map, Optional<Inner> maybe) {}

    record DefaultList(@Default("[x, y]") List<String> list) {}

    record Bounds(
            @Range(min = 1, max = 10) int count,
            @Range(min = 1000) Duration pause,
            @Range(max = 1024) DataSize size,
            @Matches("[a-z]+") String word,
            @NotEmpty List<String> list) {}

    record Named(@Alias({"colour", "farbe"}) String color) {}

    record Refusing(int least, int most) {
        Refusing {
            if (least > most) {
                throw new IllegalArgumentException("most must be at least " + least + " but is " + most);
            }
        }
    }

    record OfWords(Expression expression) {}

    record OfDuration(Duration value) {}

    record OfSize(DataSize value) {}

    record Unbindable(Thread thread) {}

    private final Findings findings = new Findings();

    @Test
    void bindsEveryTypeASettingCanHave() {
        Everything bound = bind(Everything.class, """
                flag: TRUE
                count: "12"
                big: 9000000000
                share: 0.5
                text: on
                pause: 100ms
                size: 60KiB
                url: https://host:8443/path
                method: httpBearer
                expression: "#[payload]"
                path: /x(/.*)
                methods: [GET, HEAD]
                inner: {level: 1}
                list: [{}, {level: 2, names: x}]
                map: {a: {value: 1}}
                maybe: x
                """);

        assertThat(bound)
                .isEqualTo(new Everything(
                        true,
                        12,
                        9_000_000_000L,
                        0.5,
                        "on",
                        Duration.ofMillis(100),
                        new DataSize(61440),
                        URI.create("https://host:8443/path"),
                        Method.HTTP_BEARER,
                        Expression.compile("#[payload]"),
                        PathMatcher.compile("/x(/.*)"),
                        TextMatcher.compile("GET|HEAD"),
                        new Inner(1, "a,b"),
                        List.of(new Inner(7, "a,b"), new Inner(2, "x")),
                        Map.of("a", new Integer0(1)),
                        Optional.of("x")));
    }

    @Test
    void fillsInWhatIsAbsent() {
        Defaults expected = new Defaults(new Inner(7, "a,b"), List.of(), Map.of(), Optional.empty());

        assertThat(bind(Defaults.class, "{}")).isEqualTo(expected);
        assertThat(bind(Defaults.class, "inner:\nlist:\nmap: ~\nmaybe: null\n")).isEqualTo(expected);
        assertThat(bind(DefaultList.class, "{}")).isEqualTo(new DefaultList(List.of("x", "y")));
    }

    @ParameterizedTest
    @CsvSource({"3s,3000", "100ms,100", "1m,60000", "2h,7200000", "1d,86400000", "0,0", "'5 s',5000"})
    void readsDurations(String text, long millis) {
        assertThat(bind(OfDuration.class, "value: " + text).value()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "s", "-1s", "1.5s", "1y", "999999999999999h"})
    void refusesWhatIsNoDuration(String text) {
        assertThat(fault(OfDuration.class, "value: " + text).message())
                .isEqualTo("value must be a duration such as 3s, 100ms, 1m or 1h but is " + text);
    }

    @ParameterizedTest
    @CsvSource({"512,512", "60KiB,61440", "60KB,60000", "1MiB,1048576", "1mb,1000000", "1GiB,1073741824", "7B,7"})
    void readsSizes(String text, long bytes) {
        assertThat(bind(OfSize.class, "value: " + text).value()).isEqualTo(new DataSize(bytes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "flag: yes; flag must be true or false but is yes",
                "count: 1.5; count must be a whole number but is 1.5",
                "count: 99999999999; count must be a whole number but is 99999999999",
                "share: NaN; share must be a number but is NaN",
                "text: [a]; text must be text but is a list",
                "url: nowhere; url must be a URL such as https://host:port/path but is nowhere",
                "method: rsaa; method must be one of rsa, httpBearer but is rsaa",
                "inner: 5; inner must be a mapping but is 5",
                "list: {a: b}; list must be a list but is a mapping",
                "map: [1]; map must be a mapping but is a list",
            })
    void namesTheExpectationAndTheValue(String line, String message) {
        assertThat(faults(Everything.class, line)).anySatisfy(problem -> {
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.code()).isEqualTo(ProblemCode.WRONG_TYPE);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "count: 11; count must be between 1 and 10 but is 11",
                "pause: 1ms; pause must be at least 1000ms but is 1ms",
                "size: 2KiB; size must be at most 1KiB but is 2KiB",
                "word: X1; word must match [a-z]+ but is X1",
                "list: []; list must not be empty",
            })
    void keepsBounds(String line, String message) {
        assertThat(faults(Bounds.class, line)).anySatisfy(problem -> {
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.code()).isEqualTo(ProblemCode.OUT_OF_RANGE);
        });
    }

    @Test
    void reportsEveryFaultOfARecord() {
        assertThat(faults(Bounds.class, "count: x\nwrod: y\n"))
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "count must be a whole number but is x",
                        "unknown key `wrod`",
                        "the key `pause` is required",
                        "the key `size` is required",
                        "the key `word` is required",
                        "the key `list` is required");
    }

    @Test
    void suggestsTheKeyThatWasMeant() {
        Problem problem = fault(Inner.class, "Level: 1");

        assertThat(problem.suggestions()).containsExactly("level");
        assertThat(problem.notes()).containsExactly("allowed here: level, names");
        assertThat(problem.place()).hasToString("f.yaml:1:1");
    }

    @Test
    void acceptsOtherSpellingsButNotTwoAtOnce() {
        assertThat(bind(Named.class, "farbe: red")).isEqualTo(new Named("red"));
        assertThat(fault(Named.class, "color: red\ncolour: blue").code()).isEqualTo(ProblemCode.DUPLICATE_KEY);
    }

    @Test
    void putsWhatTheConstructorRefusesAtTheKeyItNames() {
        Problem problem = fault(Refusing.class, "least: 2\nmost: 1");

        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_VALUE);
        assertThat(problem.path()).isEqualTo("most");
        assertThat(problem.message()).isEqualTo("most must be at least 2 but is 1");
    }

    @Test
    void refusesAClassThatNoSettingCanHave() {
        assertThatThrownBy(() -> RecordBinder.describe(Unbindable.class)).hasMessageContaining("java.lang.Thread");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "expression: \"#[nothing]\"; 16",
                "expression: '#[''x'' ++ nothing]'; 25",
                "expression: \"#[\\\"x\\\" ++ nothing]\"; 25",
            })
    void reportsABrokenExpressionAtTheCharacterThatIsWrong(String line, int column) {
        Problem problem = fault(OfWords.class, line);

        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_EXPRESSION);
        assertThat(problem.column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "expression: ab!c;           15",
                "expression: 'a''b!c';       18",
                "expression: \"a\\u0041\\\"!\"; 23",
                "expression: \"é!\";         15",
            })
    void findsTheCharacterOfAScalarInItsLine(String line, int column) {
        Node.Mapping mapping = (Node.Mapping) read(line);
        Node.Scalar scalar = (Node.Scalar) Objects.requireNonNull(mapping.get("expression"));

        assertThat(scalar.at(scalar.text().indexOf('!')).column()).isEqualTo(column);
    }

    private <R extends Record> R bind(Class<R> type, String text) {
        R bound = new RecordBinder(findings).bind(type, read(text));
        assertThat(findings.problems(1).pretty()).startsWith("0 errors");
        return Objects.requireNonNull(bound);
    }

    private List<Problem> faults(Class<? extends Record> type, String text) {
        @Nullable Record bound = new RecordBinder(findings).bind(type, read(text));
        assertThat(bound).isNull();
        return findings.problems(1).all();
    }

    private Problem fault(Class<? extends Record> type, String text) {
        Record ignored = new RecordBinder(findings).bind(type, read(text));
        assertThat(findings.problems(1).all()).as("%s", ignored).hasSize(1);
        return findings.problems(1).all().get(0);
    }

    private Node read(String text) {
        return YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), findings)
                .get(0);
    }
}
