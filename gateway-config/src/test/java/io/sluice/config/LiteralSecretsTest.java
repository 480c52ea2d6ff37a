package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.schema.Default;
import io.sluice.core.schema.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralSecretsTest {
    record User(
            @Default("") String name, @Secret @Default("") String password) {}

    record Login(
            @Secret @Default("") String token,
            @Secret Optional<String> pin,
            Optional<User> owner,
            List<User> users,
            Map<String, User> byRole) {}

    record Open(@Default("") String password, List<String> users) {}

    private final Findings findings = new Findings();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{token: a}                                      | token",
                "{pin: 1}                                        | pin",
                "{owner: {password: a}}                          | owner.password",
                "{users: [{name: b}, {password: a}]}             | users[1].password",
                "{byRole: {admin: {name: b, password: a}}}       | byRole.admin.password",
                "{token: a, pin: 2, owner: {password: c}}        | owner.password,pin,token",
                "{users: [{name: b, password: '', token: a}]}    | users[0].token",
            })
    void areReportedWhereverTheyStand(String text, String paths) {
        report(Login.class, node(text));

        assertThat(literal()).extracting(Problem::path).containsExactlyInAnyOrder(paths.split(","));
        assertThat(literal()).allMatch(problem -> problem.place().text().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "~", "a", "[a]", "{token: ''}", "{token: ~}", "{token: [a]}", "{owner: a, users: {}}"})
    void areNotWhatIsEmptyOrHasAnotherForm(String text) {
        report(Login.class, node(text));

        assertThat(literal()).isEmpty();
    }

    @Test
    void areNotWhatCameFromElsewhere() {
        SecretResolver resolver = new SecretResolver(name -> "b", new ExternalFiles(Path.of("")), findings);

        report(Login.class, resolver.resolve(node("{token: $A, users: [{password: '${B}'}]}")));

        assertThat(literal()).isEmpty();
    }

    @Test
    void areNotShownByWhatElseIsWrong() {
        report(Login.class, node("users:\n- token: hidden"));

        assertThat(findings.problems(1).all())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(ProblemCode.MISPLACED_KEY, ProblemCode.LITERAL_SECRET);
        assertThat(findings.problems(1).pretty()).doesNotContain("hidden");
    }

    @Test
    void areNotShownByWhoeverFindsSomethingOnTheirLine() {
        Node.Mapping login = (Node.Mapping) node("users: [1]\ntoken: hidden # much too short");
        findings.add(ProblemCode.SYNTAX, login.pairs().get(1).key(), "found before it is known what the key means");

        report(Login.class, login);
        findings.add(ProblemCode.POLICY_REFUSED, login.pairs().get(1).value(), "found by a policy");
        findings.add(ProblemCode.POLICY_REFUSED, login.pairs().get(0).value(), "found on another line");

        assertThat(findings.problems(1).all()).hasSize(4);
        assertThat(findings.problems(1).pretty()).doesNotContain("hidden").contains("users: [1]");
    }

    @Test
    void areNotWhatIsNoSecret() {
        report(Open.class, node("{password: a, users: [b]}"));

        assertThat(literal()).isEmpty();
    }

    private void report(Class<? extends Record> type, Node node) {
        new LiteralSecrets(findings).report(RecordBinder.describe(type), node);
    }

    private List<Problem> literal() {
        return findings.problems(1).all().stream()
                .filter(problem -> problem.code() == ProblemCode.LITERAL_SECRET)
                .toList();
    }

    private Node node(String text) {
        return YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8), findings).stream()
                .findFirst()
                .orElse(new Node.Mapping(Location.nowhere("f.yaml"), List.of()));
    }
}
