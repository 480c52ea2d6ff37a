package io.sluice.launcher.generations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History();

    @Test
    void remembersTheLastFiftyNewestFirst() {
        for (int i = 1; i <= 60; i++) {
            history.add(applied(i));
        }

        assertThat(history.attempts()).hasSize(50);
        assertThat(history.attempts())
                .extracting(Attempt::generation)
                .startsWith(60L, 59L)
                .endsWith(11L);
    }

    @Test
    void findsTheAttemptThatMadeAGeneration() {
        history.add(applied(7));
        history.add(Begun.now(Trigger.FILE, 0).refused(7, "hash", Report.failure("no")));

        assertThat(history.generation(7)).map(Attempt::outcome).contains(Outcome.APPLIED);
        assertThat(history.generation(8)).isEmpty();
    }

    @Test
    void putsEarlierProcessesBehindItsOwn() {
        history.add(applied(9));
        history.addOlder(applied(8));
        history.addOlder(applied(7));

        assertThat(history.attempts()).extracting(Attempt::generation).containsExactly(9L, 8L, 7L);
    }

    private static Attempt applied(long generation) {
        return Begun.now(Trigger.FILE, 0).applied(generation, "hash", "+1 ApiInstance", Report.empty());
    }
}
