package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedTest {
    @Test
    void readsTheSameWhateverItHides() {
        assertThat(Masked.of("swordfish")).hasToString("***");
        assertThat(Masked.unknown()).hasToString("***");
    }

    @Test
    void tellsAChangedValueFromAnUnchangedOne() {
        assertThat(Masked.of("swordfish")).isEqualTo(Masked.of("swordfish")).hasSameHashCodeAs(Masked.of("swordfish"));
        assertThat(Masked.of("swordfish")).isNotEqualTo(Masked.of("Swordfish"));
    }

    @Test
    void knowsThatTheValueOfAnotherProcessCannotBeCompared() {
        assertThat(Masked.unknown().isComparable()).isFalse();
        assertThat(Masked.of("").isComparable()).isTrue();
        assertThat(Masked.unknown()).isNotEqualTo(Masked.of(""));
    }
}
