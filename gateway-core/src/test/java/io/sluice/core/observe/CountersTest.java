package io.sluice.core.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {
    @Test
    void keepsEachCounterApart() {
        Counters counters = new Counters(3);
        counters.add(0, 5);
        counters.add(2, -1);
        counters.add(0, 1);
        assertThat(counters.sums(0, 3)).containsExactly(6, 0, -1);
        assertThat(counters.sums(1, 2)).containsExactly(0, -1);
    }

    @Test
    void losesNothingWhenThreadsMeet() throws InterruptedException {
        Counters counters = new Counters(2);
        counters.add(0, 7);
        Thread[] threads = new Thread[8];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 100_000; i++) {
                    counters.add(0, 1);
                    counters.add(1, -1);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counters.sums(0, 2)).containsExactly(800_007, -800_000);
    }
}
