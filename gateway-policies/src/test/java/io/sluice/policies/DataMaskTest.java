package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.testing.PolicyHarness;
import io.sluice.policies.MessageLogPolicy.CustomPattern;
import io.sluice.policies.MessageLogPolicy.Entity;
import io.sluice.policies.MessageLogPolicy.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataMaskTest {
    private static String masked(Masking masking, String text) {
        List<DataMask> made = new ArrayList<>();
        Function<PolicyContext, Policy> make = context -> {
            made.add(DataMask.of(masking, context));
            return new Policy() {};
        };
        assertThat(new PolicyHarness(make).problems()).isEmpty();
        return made.get(0).apply(text);
    }

    private static List<String> problems(String pattern) {
        Masking masking = new Masking(List.of(), List.of(new CustomPattern("own", pattern)));
        return new PolicyHarness(context -> {
                    DataMask.of(masking, context);
                    return new Policy() {};
                })
                .problems();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL | mail ada.l+x@example.co.uk now | mail **** now",
                "EMAIL | ada@localhost | ada@localhost",
                "US_SSN | ssn 123-45-6789, 123 45 6789 | ssn ****, ****",
                "US_SSN | 1234-45-6789 | 1234-45-6789",
                "CREDIT_CARD | 4111-1111-1111-1111 | ****",
                "PHONE_NUMBER | call (212) 555-0100 or +1 212-555-0100 | call **** or ****",
                "PHONE_NUMBER | +41791234567 212.555.0100 | **** ****",
                "PHONE_NUMBER | id 1700000000 | id 1700000000",
            })
    void masksTheEntity(Entity entity, String text, String masked) {
        assertThat(masked(new Masking(List.of(entity), List.of()), text)).isEqualTo(masked);
    }

    @Test
    void masksOnlyWhatIsChosen() {
        assertThat(masked(new Masking(List.of(Entity.EMAIL), List.of()), "a@b.cc 123-45-6789"))
                .isEqualTo("**** 123-45-6789");
    }

    @Test
    void masksCustomPatternsAlone() {
        Masking masking = new Masking(List.of(), List.of(new CustomPattern("key", "sk-[a-z0-9]+")));
        assertThat(masked(masking, "sk-abc1 a@b.cc")).isEqualTo("**** a@b.cc");
    }

    @Test
    void masksEverythingKnownWithoutAChoice() {
        assertThat(masked(new Masking(List.of(), List.of()), "a@b.cc 123-45-6789 4111111111111111 +41791234567"))
                .isEqualTo("**** **** **** ****");
    }

    @Test
    void refusesPatternsThatDoNotCompile() {
        assertThat(problems("("))
                .singleElement()
                .asString()
                .startsWith("dataMasking.customPatterns[0].pattern: pattern must be");
    }

    @Test
    void refusesPatternsThatMatchNothing() {
        assertThat(problems("x*"))
                .containsExactly(
                        "dataMasking.customPatterns[0].pattern: pattern must not match the empty text but is x*");
    }
}
