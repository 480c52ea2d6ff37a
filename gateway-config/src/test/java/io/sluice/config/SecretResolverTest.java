package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretResolverTest {
    @TempDir
    Path directory;

    private final Findings findings = new Findings();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "$NAME, alice",
                "'$NAME', alice",
                "${NAME}, alice",
                "${NAME:-bob}, alice",
                "${OTHER:-bob}, bob",
                "\"${OTHER:-}\", \"\"",
                "$EMPTY, \"\"",
                "${file:secret}, text",
            })
    void replacesWholeScalars(String written, String value) throws IOException {
        Files.writeString(directory.resolve("secret"), "text\n");

        assertThat(((Node.Scalar) resolve(written)).text()).isEqualTo(value);
        assertThat(findings.hasErrors()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a$NAME",
                "a $OTHER",
                "${args.city}",
                "see ${sku}",
                "#[x ++ '${NAME}']",
                "$",
                "$1",
                "${}",
                "${NAME",
                "^/x$"
            })
    void leavesOtherTextAlone(String text) {
        Node.Scalar scalar = (Node.Scalar) resolve("\"" + text + "\"");

        assertThat(scalar.text()).isEqualTo(text);
        assertThat(scalar.hidden()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "$NAME/x, alice/x",
        "http://$NAME:80, http://alice:80",
        "a${NAME}b, aaliceb",
        "${NAME}-${OTHER:-bob}, alice-bob",
        "cost: $$NAME, cost: $NAME",
        "key ${file:secret}!, key text!",
    })
    void replacesReferencesInsideText(String written, String value) throws IOException {
        Files.writeString(directory.resolve("secret"), "text\n");

        Node.Scalar scalar = (Node.Scalar) resolve("\"" + written + "\"");

        assertThat(scalar.text()).isEqualTo(value);
        assertThat(scalar.hidden()).isTrue();
    }

    @Test
    void demandsAVariableThatIsNamedInBraces() {
        resolve("http://${OTHER}:80");

        assertThat(findings.problems(1).all()).extracting(Problem::code).containsExactly(ProblemCode.MISSING_VARIABLE);
    }

    @Test
    void leavesRulesAlone() {
        Node resolved = resolve("rules: [{path: $NAME}]");

        assertThat(((Node.Scalar) Node.find(resolved, "rules[0].path")).text()).isEqualTo("$NAME");
    }

    @Test
    void looksIntoListsAndMappings() {
        Node resolved = resolve("a: [x, {b: $NAME}]");

        assertThat(((Node.Scalar) Node.find(resolved, "a[1].b")).text()).isEqualTo("alice");
        assertThat(Node.find(resolved, "a[1].b")).hasToString("***");
        assertThat(Node.find(resolved, "a[1].b").at().column()).isEqualTo(12);
    }

    @Test
    void neverTakesAnEmptyVariableForNothing() {
        assertThat(Node.isNull(resolve("$EMPTY"))).isFalse();
    }

    @Test
    void reportsWhatIsMissingAtItsPlace() {
        resolve("a:\n  b: $NOTHING\n  c: ${file:nothing}\n");

        assertThat(findings.problems(1).all())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.MISSING_VARIABLE, ProblemCode.MISSING_SECRET_FILE);
        assertThat(findings.problems(1).all()).extracting(Problem::path).containsExactly("a.b", "a.c");
    }

    private Node resolve(String text) {
        Node node = YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), findings)
                .get(0);
        Map<String, String> environment = Map.of("NAME", "alice", "EMPTY", "");
        return new SecretResolver(environment::get, new ExternalFiles(directory), findings).resolve(node);
    }
}
