package io.sluice.config.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LongestRiseTest {
    @Test
    void keepsEverythingThatRises() {
        assertThat(LongestRise.of(List.of(1, 4, 9))).containsExactlyInAnyOrder(1, 4, 9);
        assertThat(LongestRise.of(List.of())).isEmpty();
    }

    @Test
    void leavesOutAsLittleAsPossible() {
        assertThat(LongestRise.of(List.of(5, 0, 1, 2, 3, 4))).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(LongestRise.of(List.of(1, 2, 3, 4, 0))).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(LongestRise.of(List.of(2, 1, 0))).hasSize(1);
    }
}
