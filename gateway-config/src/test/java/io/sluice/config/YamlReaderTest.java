package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    private final Findings findings = new Findings();

    @Test
    void keepsScalarsAsWritten() {
        Node.Mapping mapping = mapping("a: on\nb: 1.0\nc: '010'\nd: \"yes\"\ne: ~\n");

        assertThat(mapping.pairs())
                .extracting(pair -> pair.value().toString())
                .containsExactly("on", "1.0", "010", "yes", "~");
        assertThat(mapping.pairs())
                .extracting(pair -> ((Node.Scalar) pair.value()).style())
                .containsExactly(
                        Node.Style.PLAIN,
                        Node.Style.PLAIN,
                        Node.Style.SINGLE_QUOTED,
                        Node.Style.DOUBLE_QUOTED,
                        Node.Style.PLAIN);
        assertThat(Node.isNull(mapping.pairs().get(4).value())).isTrue();
    }

    @Test
    void tellsWhereKeysAndValuesStand() {
        Node.Mapping mapping = mapping("a:\n  - b\n  - {c: dd}\n");

        Node found = Node.find(mapping, "a[1].c");

        assertThat(found.at().path()).isEqualTo("a[1].c");
        assertThat(found.at().place()).isEqualTo(new Place("f.yaml", 3, 9, "  - {c: dd}", 2));
        assertThat(Node.find(mapping, "a[1].nothing").at().path()).isEqualTo("a[1]");
        assertThat(Node.find(mapping, "").at().path()).isEmpty();
    }

    @Test
    void countsLinesWhateverEndsThemAndSkipsAByteOrderMark() {
        Node.Mapping mapping = mapping("\uFEFFa: 1\r\nb: 2\rc: 3\n");

        assertThat(mapping.pairs())
                .extracting(
                        pair -> pair.key().at().line() + ":" + pair.key().at().column())
                .containsExactly("1:1", "2:1", "3:1");
    }

    @Test
    void readsEveryDocumentThatHoldsSomething() {
        assertThat(read("---\n---\na: 1\n---\n# nothing\n---\nb: 2\n...\n")).hasSize(2);
        assertThat(findings.hasErrors()).isFalse();
    }

    @Test
    void readsJsonWithTabs() {
        byte[] json = "{\n\t\"a\": [\n\t\t\"x/y\",\n\t\tnull\n\t]\n}\n".getBytes(StandardCharsets.UTF_8);

        List<Node> documents = YamlReader.read("f.json", json, findings);

        assertThat(findings.problems(1).pretty()).startsWith("0 errors");
        assertThat(Node.find(documents.get(0), "a[0]")).hasToString("x/y");
    }

    @Test
    void writesOutAliasesAndMergeKeys() {
        Node.Mapping mapping = mapping("base: &b {x: 1, y: 2}\nuse: {<<: *b, y: 3}\nagain: *b\n");

        assertThat(Node.find(mapping, "use.x")).hasToString("1");
        assertThat(Node.find(mapping, "use.y")).hasToString("3");
        assertThat(Node.find(mapping, "again.y").at().path()).isEqualTo("again.y");
    }

    @Test
    void writesOutAliasesThatStandForKeys() {
        Node.Mapping mapping = mapping("a: &k name\nb: {*k : 1, &l other: 2}\nc: {*l : 3}\n");

        assertThat(Node.find(mapping, "b.name")).hasToString("1");
        assertThat(Node.find(mapping, "c.other").at().path()).isEqualTo("c.other");
    }

    @Test
    void knowsAnchorsInTheirOwnDocumentOnly() {
        assertThat(read("a: &x 1\n---\nb: *x\n")).hasSize(1);
        assertThat(problem().place()).hasToString("f.yaml:3:4");
    }

    @Test
    void tellsWhatIsWrongInFrontOfASyntaxErrorToo() {
        read("a: 1\na: 2\nb: !mine x\nc: [\n");

        assertThat(findings.problems(1).all())
                .extracting(problem -> problem.code() + " " + problem.line() + ":" + problem.column())
                .containsExactly("GW1004 2:1", "GW1003 3:4", "GW1003 4:4");
    }

    @Test
    void leavesOutWhatHasATagOrNoTextForAKey() {
        List<Node> documents = read("a: !mine {x: [y, {z: 1}]}\n? [k, {l: m}]\n: [n]\nb: 2\n");

        assertThat(((Node.Mapping) documents.get(0)).pairs())
                .extracting(pair -> pair.key().text())
                .containsExactly("b");
        assertThat(findings.problems(1).all()).extracting(Problem::line).containsExactly(1, 2);
    }

    @Test
    void takesAMappingForAKeyForATemplate() {
        read("a: {{ name }}\nb: 2\n");

        assertThat(problem().message()).startsWith("this looks like a template placeholder");
    }

    @Test
    void refusesAKeyThatStandsTwiceAndNamesBothPlaces() {
        read("a:\n  x: 1\n  y: 2\n  x: 3\n");

        Problem problem = problem();
        assertThat(problem.code()).isEqualTo(ProblemCode.DUPLICATE_KEY);
        assertThat(problem.line()).isEqualTo(4);
        assertThat(problem.path()).isEqualTo("a.x");
        assertThat(Objects.requireNonNull(problem.second()).line()).isEqualTo(2);
    }

    @Test
    void refusesAnAliasThatContainsItself() {
        read("a: &x\n  b: *x\n");

        assertThat(problem().code()).isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(problem().message()).isEqualTo("an alias must not contain itself");
    }

    @Test
    void refusesAliasesThatGrowWithoutEnd() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", List.of(alias, alias, alias, alias, alias))
                    + "]\n");
        }
        read(bomb.toString());

        assertThat(problem().message()).isEqualTo("aliases may repeat at most 100000 values");
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 1000})
    void refusesWhatIsTooDeep(int depth) {
        read("[".repeat(depth) + "x" + "]".repeat(depth));

        assertThat(problem().code()).isEqualTo(ProblemCode.TOO_LARGE);
    }

    @Test
    void acceptsWhatIsAsDeepAsAllowed() {
        read("[".repeat(50) + "x" + "]".repeat(50));

        assertThat(findings.hasErrors()).isFalse();
    }

    @Test
    void refusesWhatIsTooLarge() {
        YamlReader.read("f.yaml", new byte[YamlReader.LARGEST_FILE + 1], findings);

        assertThat(problem().code()).isEqualTo(ProblemCode.TOO_LARGE);
    }

    @Test
    void refusesBytesThatAreNotUtf8WithTheirPlace() {
        YamlReader.read("f.yaml", "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1), findings);

        assertThat(problem().code()).isEqualTo(ProblemCode.ENCODING);
        assertThat(problem().place()).hasToString("f.yaml:2:7");
    }

    @Test
    void refusesNulBytesWithTheirPlace() {
        read("a: 1\nb: \0\n");

        assertThat(problem().code()).isEqualTo(ProblemCode.ENCODING);
        assertThat(problem().place()).hasToString("f.yaml:2:4");
    }

    @Test
    void refusesControlCharactersWithTheirPlace() {
        read("a: 1\nb: \u0007\n");

        assertThat(problem().place()).hasToString("f.yaml:2:4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [",
                "{",
                "a: 'x",
                "- a\nb: c",
                "*nowhere",
                "%YAML 99999999999999999999.1\n---\n",
                "a: &",
                "? [x]\n: y",
                "!!",
                "\"\\q\"",
                "--- |9x\n",
                "@",
                "`",
                "a: b: c"
            })
    void neverThrowsOnBadInput(String text) {
        read(text);

        assertThat(findings.hasErrors()).isTrue();
    }

    @Test
    void givesTheDocumentsBeforeAndBehindASyntaxError() {
        assertThat(read("a: 1\n---\nb: [\n---\nc: 2\n")).hasSize(2);
        assertThat(problem().place()).hasToString("f.yaml:3:4");
    }

    @Test
    void keepsDirectivesWithTheirDocument() {
        assertThat(read("%YAML 1.2\n---\na: 1\n...\n# next\n%YAML 1.1\n---\nb: 2\n--- {c: 3}\n"))
                .hasSize(3);
        assertThat(findings.problems(1).isEmpty()).isTrue();
    }

    @Test
    void readsWhatWasCopiedFromAWebPage() {
        List<Node> documents = read("\u200b---\u200b\na:\n\u00a0\u00a0b: 1\n\u200b  c: 2\n\ufeff---\n\u200bd: [\n");

        assertThat(Node.find(documents.get(0), "a.b")).hasToString("1");
        assertThat(Node.find(documents.get(0), "a.c").at().place()).hasToString("f.yaml:4:7");
        assertThat(findings.problems(1).all())
                .extracting(problem -> problem.code() + " " + problem.line() + ":" + problem.column())
                .containsExactly("GW6005 1:1", "GW1003 6:5");
    }

    @Test
    void takesAnExpressionWithoutQuotesForWhatItWasMeantToBe() {
        List<Node> documents = read("a: #[payload]\nb:\n  -  #[x]\nc: # [no]\nd: #[a comment]\n  e: 1\n");

        assertThat(Node.find(documents.get(0), "a")).hasToString("#[payload]");
        assertThat(findings.problems(1).all())
                .extracting(problem -> problem.code() + " " + problem.line() + ":" + problem.column())
                .containsExactly("GW1208 1:4", "GW1208 3:6");
    }

    private Node.Mapping mapping(String text) {
        List<Node> documents = read(text);
        assertThat(findings.problems(1).pretty()).startsWith("0 errors");
        return (Node.Mapping) documents.get(0);
    }

    private List<Node> read(String text) {
        return YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), findings);
    }

    private Problem problem() {
        return findings.problems(1).all().get(0);
    }
}
