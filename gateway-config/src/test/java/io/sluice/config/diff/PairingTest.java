package io.sluice.config.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PairingTest {
    private static final List<Function<String, Object>> KEYS = List.of(text -> text, text -> text.charAt(0));

    @Test
    void prefersTheSurestWayToRecogniseAnElement() {
        Pairing<String> pairing = Pairing.of(List.of("a1", "a2", "b1"), List.of("a2", "a3", "c1"), KEYS);

        assertThat(pairing.kept()).containsExactly(new Pair<>("a1", "a3", 1), new Pair<>("a2", "a2", 0));
        assertThat(pairing.removed()).containsExactly("b1");
        assertThat(pairing.added()).containsExactly("c1");
    }

    @Test
    void pairsEqualElementsInOrder() {
        Pairing<String> pairing = Pairing.of(List.of("a1", "a1"), List.of("a1", "a1", "a1"), KEYS);

        assertThat(pairing.kept()).containsExactly(new Pair<>("a1", "a1", 0), new Pair<>("a1", "a1", 1));
        assertThat(pairing.added()).containsExactly("a1");
    }

    @Test
    void movesAsFewElementsAsPossible() {
        Pairing<String> pairing = Pairing.of(List.of("a", "b", "c", "d"), List.of("d", "a", "x", "b", "c"), KEYS);

        assertThat(pairing.moved()).extracting(Pair::before).containsExactly("d");
    }
}
