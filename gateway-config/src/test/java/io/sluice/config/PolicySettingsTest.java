package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.schema.Default;
import io.sluice.core.schema.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySettingsTest {
    record Limit(@Default("1") int count, Map<String, String> labels) {}

    record Login(@Secret String password) {}

    private final Findings findings = new Findings();
    private final PolicySettings settings = new PolicySettings(findings);

    @Test
    void bindsOnceWhatIsWrittenAlike() {
        PolicySettings.Bound<Limit> first = bind(Limit.class, node("{count: 2, labels: {a: b}}"));

        assertThat(bind(Limit.class, node("\ncount: 2\nlabels:\n  a: 'b'\n"))).isSameAs(first);
        assertThat(first.tree()).containsEntry("count", 2).containsEntry("labels", Map.of("a", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{count: 2}       | {count: 3}",
                "{labels: {a: b}} | {labels: {ab: ''}}",
                "{labels: {a: b}} | {labels: {a: b, c: d}}",
                "{labels: {}}     | {}",
            })
    void bindsAnewWhatIsWrittenOtherwise(String one, String other) {
        assertThat(bind(Limit.class, node(other))).isNotSameAs(bind(Limit.class, node(one)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[a, b]    | [ab]",
                "[a, b]    | '[a, 1:b]'",
                "[[a], b]  | [[a, b]]",
                "{a: b}    | [a, b]",
                "{a: null} | {a: 'null'}",
                "{a: ~}    | {a: {}}",
                "{a: []}   | {a: {}}",
            })
    void tellsContentsApart(String one, String other) {
        assertThat(Node.content(node(one))).isNotEqualTo(Node.content(node(other)));
    }

    @Test
    void tellsThePlaceOfEachFinding() {
        PolicySettings.Bound<Login> first = bind(Login.class, node("password: secret"));

        assertThat(bind(Login.class, node("\n\npassword: secret"))).isSameAs(first);
        assertThat(findings.problems(1).all()).extracting(Problem::line).containsExactly(1, 3);
        assertThat(findings.problems(1).all()).extracting(Problem::code).containsOnly(ProblemCode.LITERAL_SECRET);
    }

    @Test
    void masksWhatCameFromElsewhereThoughItReadsTheSame() {
        Node.Mapping shown = (Node.Mapping) node("labels: {a: b}");
        Node hidden = new SecretResolver(name -> "b", new ExternalFiles(Path.of("")), findings)
                .resolve(node("labels: {a: $B}"));

        assertThat(bind(Limit.class, shown).tree()).containsEntry("labels", Map.of("a", "b"));
        assertThat(bind(Limit.class, hidden).tree()).containsEntry("labels", Map.of("a", Masked.of("b")));
    }

    private <C extends Record> PolicySettings.Bound<C> bind(Class<C> type, Node node) {
        return Objects.requireNonNull(settings.bind(type, node));
    }

    private Node node(String text) {
        return YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), findings)
                .get(0);
    }
}
