package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({"same,same,0", "Same,sAME,0", "abcd,abdc,1", "abc,abcd,1", "abc,xbc,1", "abc,cba,2", "ca,abc,3"})
    void countsEditsOfSingleLetters(String one, String other, int edits) {
        assertThat(Spelling.distance(one, other)).isEqualTo(edits);
        assertThat(Spelling.distance(other, one)).isEqualTo(edits);
    }

    @Test
    void suggestsTheClosestFirst() {
        assertThat(Spelling.closest("methds", List.of("method", "methods", "headers")))
                .containsExactly("methods", "method");
    }

    @Test
    void suggestsNothingForShortWordsThatAreQuiteDifferent() {
        assertThat(Spelling.closest("abc", List.of("xyc", "axy"))).isEmpty();
    }
}
