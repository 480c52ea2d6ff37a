package io.sluice.config.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.Masked;
import io.sluice.config.diff.ConfigDiff;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveJsonTest {
    @Test
    void readsWhatItWrote() {
        String text = EffectiveJson.write(Samples.everything());

        EffectiveConfig read = EffectiveJson.read(text, List.of(Samples.BASIC));

        assertThat(EffectiveJson.write(read)).isEqualTo(text);
        ConfigDiff diff = ConfigDiff.between(Samples.everything(), read);
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.uncompared()).isEqualTo(1);
    }

    @Test
    void hidesSecretsAndTheLinesTheyStandOn() {
        String text = EffectiveJson.write(Samples.everything());

        assertThat(text).contains("\"password\" : \"***\"").doesNotContain("swordfish");
        assertThat(EffectiveJson.read(text, List.of(Samples.BASIC))
                        .apis()
                        .get(0)
                        .policies()
                        .get(0)
                        .config())
                .containsEntry("password", Masked.unknown());
    }

    @Test
    void refusesAPolicyThatItDoesNotKnow() {
        String text = EffectiveJson.write(Samples.everything());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectiveJson.read(text, List.of()))
                .withMessage("the policy http-basic-authentication-flex is not known to this version");
    }

    @Test
    void refusesWhatIsNoConfiguration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectiveJson.read("<html>", List.of()))
                .withMessageStartingWith("this is not JSON: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectiveJson.read("{\"schemaVersion\": 2}", List.of()))
                .withMessage("schemaVersion must be 1 but is 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EffectiveJson.read("{\"schemaVersion\": 1, \"listeners\": [{}]}", List.of()))
                .withMessage("name must be a text but is MISSING");
    }
}
