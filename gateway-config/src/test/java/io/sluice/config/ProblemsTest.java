package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static final Place SPOT = new Place("conf/orders.yaml", 24, 11, "        - maximumRequest: 3", 14);

    @Test
    void printsTheLineWithTheSpotAndWhatWasMeant() {
        Problem problem = Problem.of(
                        ProblemCode.UNKNOWN_KEY,
                        SPOT,
                        "spec.rateLimits[0].maximumRequest",
                        "unknown key `maximumRequest`")
                .suggesting(List.of("maximumRequests"))
                .noting("allowed here: maximumRequests, timePeriodInMilliseconds");

        assertThat(new Problems(List.of(problem), 5).pretty()).isEqualTo("""
                error[GW1203]: unknown key `maximumRequest`
                  --> conf/orders.yaml:24:11    (spec.rateLimits[0].maximumRequest)
                   |
                24 |         - maximumRequest: 3
                   |           ^^^^^^^^^^^^^^ did you mean `maximumRequests`?
                   = allowed here: maximumRequests, timePeriodInMilliseconds
                1 error, 0 warnings in 5 files
                """);
    }

    @Test
    void printsAProblemWithoutALine() {
        Problem problem = Problem.of(ProblemCode.KEY_READABLE, Place.of("conf/tls.key"), "", "the key can be read")
                .suggesting(List.of("x"));

        assertThat(new Problems(List.of(problem), 1).pretty()).isEqualTo("""
                warning[GW4003]: the key can be read
                  --> conf/tls.key
                   = did you mean `x`?
                0 errors, 1 warning in 1 file
                """);
    }

    @Test
    void printsTheOtherPlaceOfAConflict() {
        Location first = new Location(Source.of("a.yaml", "x: 1"), 1, 4, 1, null, "x");

        assertThat(new Problems(
                                List.of(Problem.of(ProblemCode.DUPLICATE_NAME, SPOT, "", "twice")
                                        .firstAt(first)),
                                2)
                        .pretty())
                .contains("   = first defined at a.yaml:1:4\n");
    }

    @Test
    void sortsByFileAndLine() {
        Problems problems = new Problems(List.of(at("b", 1), at("a", 10), at("a", 9)), 2);

        assertThat(problems.all())
                .extracting(problem -> problem.place().toString())
                .containsExactly("a:9:1", "a:10:1", "b:1:1");
        assertThat(problems.summary()).isEqualTo("3 errors, 0 warnings in 2 files");
    }

    @Test
    void printsAtMostFiftyOfOneFile() {
        Problem[] many = new Problem[53];
        Arrays.setAll(many, i -> at("a", i + 1));

        assertThat(new Problems(List.of(many), 1).pretty())
                .contains("a:50:1")
                .doesNotContain("a:51:1")
                .contains("3 more in a\n53 errors");
    }

    @Test
    void letsNoFileSpeakToTheTerminal() {
        Place place = new Place("a\u001b[2J.yaml", 1, 1, "x: \u001b[31mred\u009b31m", 3);

        assertThat(new Problems(List.of(Problem.of(ProblemCode.SYNTAX, place, "", "bad \u001b]0;title\u0007")), 1)
                        .pretty())
                .doesNotContain("\u001b", "\u0007", "\u009b");
    }

    @Test
    void cutsLongLines() {
        Place place = new Place("a", 1, 3, "x".repeat(10_000), 9_000);

        assertThat(new Problems(List.of(Problem.of(ProblemCode.SYNTAX, place, "", "bad")), 1)
                        .pretty()
                        .lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThan(200));
    }

    @Test
    void givesEachKindOfProblemItsOwnCode() {
        assertThat(ProblemCode.values())
                .extracting(ProblemCode::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("GW[1-6][0-9]{3}"));
        assertThat(ProblemCode.values()).extracting(ProblemCode::meaning).allMatch(meaning -> meaning.endsWith("."));
    }

    private static Problem at(String file, int line) {
        return Problem.of(ProblemCode.SYNTAX, new Place(file, line, 1, "", 1), "", "bad");
    }
}
