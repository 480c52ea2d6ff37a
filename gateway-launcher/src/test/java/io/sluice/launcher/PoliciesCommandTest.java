package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.config.PolicyCatalog;
import io.sluice.config.SchemaWriter;
import io.sluice.policies.BuiltInPolicies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesCommandTest {
    @Test
    void listsEveryPolicyOnALineOfItsOwn() {
        CommandLineRun run = CommandLineRun.of("policies", "list");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(names().toList().size());
        assertThat(run.out())
                .containsPattern("(?m)^rate-limiting-flex +quota +Allows a number of requests")
                .containsPattern("(?m)^tls +transport +Gives a port its certificate");
    }

    @Test
    void listsThemForPrograms() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(CommandLineRun.of("policies", "list", "--json").out());

        assertThat(json.get("schemaVersion").asInt()).isEqualTo(1);
        JsonNode first = json.get("policies").get(0);
        assertThat(first.get("name").asText()).isEqualTo("cors-flex");
        assertThat(first.get("purpose").asText()).isEqualTo("cors");
        assertThat(first.get("summary").asText()).startsWith("Tells browsers");
        assertThat(first.get("aliases").isArray()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("names")
    void showsAnExampleAndEverySettingOfEachPolicy(String name) throws Exception {
        CommandLineRun run = CommandLineRun.of("policies", "show", name);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("# " + name + '\n')
                .contains("name: " + name)
                .doesNotContain("| Setting |");
        PolicyCatalog.Entry entry = Objects.requireNonNull(new PolicyCatalog(BuiltInPolicies.all()).find(name));
        for (SchemaWriter.Row row : SchemaWriter.rows(entry.config())) {
            assertThat(run.out()).contains("\n  " + row.name() + "  (" + row.type());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate-limiting", "rate-limiting-flex", "rate-limiting-v1-3-impl"})
    void knowsEveryNameOfAPolicy(String name) {
        assertThat(CommandLineRun.of("policies", "show", name).out()).startsWith("# rate-limiting-flex\n");
    }

    @Test
    void printsNothingButTheExample() throws Exception {
        String page = Files.readString(Path.of("../docs/policies/cors-flex.md"));

        CommandLineRun run = CommandLineRun.of("policies", "show", "cors-flex", "--example");

        assertThat(run.out()).startsWith("apiVersion: ").doesNotContain("```");
        assertThat(page).contains("```yaml\n" + run.out() + "```");
    }

    @Test
    void printsNothingButTheSchema() throws Exception {
        CommandLineRun run = CommandLineRun.of("policies", "show", "rate-limiting-flex", "--schema");

        assertThat(new ObjectMapper()
                        .readTree(run.out())
                        .at("/properties/rateLimits")
                        .isObject())
                .isTrue();
        assertThat(CommandLineRun.of("policies", "show", "tls", "--schema", "--example")
                        .exitCode())
                .isEqualTo(64);
    }

    @Test
    void suggestsWhatWasMeant() {
        CommandLineRun run = CommandLineRun.of("policies", "show", "rate-limitting");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("error: there is no policy rate-limitting; did you mean rate-limiting-flex?")
                .contains("gateway policies list");
        assertThat(CommandLineRun.of("policies", "show", "zzzzzzzz").err()).doesNotContain("did you mean");
    }

    @Test
    void wantsASubcommand() {
        CommandLineRun run = CommandLineRun.of("policies");

        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.err()).contains("Missing required subcommand", "gateway policies --help");
    }

    private static Stream<String> names() {
        return new PolicyCatalog(BuiltInPolicies.all()).all().stream().map(PolicyCatalog.Entry::name);
    }
}
