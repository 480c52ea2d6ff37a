package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.core.schema.Alias;
import io.sluice.core.schema.DataSize;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.NotEmpty;
import io.sluice.core.schema.Range;
import io.sluice.core.schema.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
    enum Mode {
        TEXT_KEY,
        IO_URING
    }

    record Limit(
            @Doc("Requests in one window.") @Range(min = 1, max = 100)
            int maximumRequests) {}

    record PolicyName(String name) {}

    record Config(
            @NotEmpty List<Limit> rateLimits,
            @Doc("The \"key\".") @Secret String password,
            @Default("textKey") Mode mode,
            @Default("true") boolean loud,
            @Alias("size") @Default("1KiB") DataSize bytes,
            Map<String, String> labels,
            Optional<Limit> single) {}

    record Binding(PolicyName policyRef, Optional<Node> config) {}

    private final JsonNode schema = new JsonSchema(List.of()).of(Config.class);

    @Test
    void describesWhatMayStandInAMapping() {
        assertThat(schema.get("type").asText()).isEqualTo("object");
        assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.get("required").toString()).isEqualTo("[\"rateLimits\",\"password\"]");
        assertThat(schema.at("/properties/rateLimits/minItems").asInt()).isEqualTo(1);
        assertThat(schema.at("/properties/rateLimits/items/properties/maximumRequests/anyOf/0/maximum")
                        .asInt())
                .isEqualTo(100);
        assertThat(schema.at("/properties/single/required/0").asText()).isEqualTo("maximumRequests");
    }

    @Test
    void saysWhatPeopleWantToKnow() {
        assertThat(schema.at("/properties/password/description").asText()).isEqualTo("The \"key\".");
        assertThat(schema.at("/properties/password/writeOnly").asBoolean()).isTrue();
        assertThat(schema.at("/properties/mode/default").asText()).isEqualTo("textKey");
        assertThat(schema.at("/properties/loud/default").isBoolean()).isTrue();
        assertThat(schema.at("/properties/mode/anyOf/0/enum").toString()).isEqualTo("[\"textKey\",\"ioUring\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ioUring", "io_uring", "IO-URING", "iouring", "textkey"})
    void takesNamesOfConstantsInEverySpelling(String word) {
        assertThat(word)
                .matches(Pattern.compile(
                        schema.at("/properties/mode/anyOf/1/pattern").asText()));
    }

    @Test
    void takesNoOtherNamesOfConstants() {
        assertThat("ioUrin")
                .doesNotMatch(schema.at("/properties/mode/anyOf/1/pattern").asText());
    }

    @Test
    void allowsOneSpellingOfAKey() {
        assertThat(schema.at("/properties/size").isObject()).isTrue();
        assertThat(schema.get("allOf").toString()).isEqualTo("[{\"not\":{\"required\":[\"bytes\",\"size\"]}}]");
    }

    @Test
    void chainsSettingsToTheNameOfAPolicy() {
        PolicyCatalog catalog = new PolicyCatalog(TestPolicies.ALL);

        JsonNode rules = new JsonSchema(catalog.all()).of(Binding.class).get("allOf");

        assertThat(rules).hasSize(catalog.all().size());
        JsonNode login = rules.get(1);
        assertThat(login.at("/if/properties/policyRef/properties/name/pattern").asText())
                .isEqualTo("^(http-basic-authentication|basic-auth)(-flex)?(-v[0-9]+-[0-9]+-impl)?$");
        assertThat(login.at("/then/properties/config/$ref").asText())
                .isEqualTo("#/$defs/http-basic-authentication-flex");
        assertThat(login.at("/then/required/0").asText()).isEqualTo("config");
    }
}
