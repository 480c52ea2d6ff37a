package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.policies.Quota.Outcome;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void admitsExactlyTheLimitFromManyThreads() throws InterruptedException {
        Quota quota = new Quota("", limits(10_000, 5_000));

        assertThat(passed(4, 5_000, i -> quota.take(SECOND) == Outcome.TAKEN)).isEqualTo(5_000);
        assertThat(quota.standing(SECOND).remaining()).isZero();
    }

    @Test
    void admitsExactlyTheLimitWhenManyThreadsOpenTheWindow() throws InterruptedException {
        Quota quota = new Quota("", limits(50));

        for (int window = 0; window < 100; window++) {
            long now = window * SECOND;
            assertThat(passed(3, 40, i -> quota.take(now) == Outcome.TAKEN))
                    .as("window %s", window)
                    .isEqualTo(50);
        }
    }

    @Test
    void countsNothingOnceItIsRetired() {
        Quota quota = new Quota("", limits(10));
        quota.take(0);
        quota.retire();

        assertThat(quota.take(0)).isEqualTo(Outcome.RETIRED);
        assertThat(quota.take(5 * SECOND)).isEqualTo(Outcome.RETIRED);
    }

    @Test
    void retiresOnlyWhenEveryWindowHasElapsed() {
        Quota quota = new Quota("", new RateLimits(new int[] {1, 1}, new long[] {SECOND, 3 * SECOND}));
        assertThat(quota.retireIfElapsed(0)).isFalse();
        quota.take(0);

        assertThat(quota.retireIfElapsed(2 * SECOND)).isFalse();
        assertThat(quota.retireIfElapsed(3 * SECOND)).isTrue();
    }

    @Test
    void takesWithoutAllocating() {
        Quota quota = new Quota("", limits(1_000_000_000, 1_000_000_000));
        for (int i = 0; i < 20_000; i++) {
            quota.take(0);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            quota.take(0);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    private static int passed(int threads, int each, IntPredicate attempt) throws InterruptedException {
        AtomicInteger passed = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                awaitStart(start);
                for (int i = 0; i < each; i++) {
                    if (attempt.test(i)) {
                        passed.incrementAndGet();
                    }
                }
            });
            thread.start();
            running.add(thread);
        }
        start.countDown();
        for (Thread thread : running) {
            thread.join();
        }
        return passed.get();
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RateLimits limits(int... maximum) {
        long[] periods = new long[maximum.length];
        Arrays.fill(periods, SECOND);
        return new RateLimits(maximum, periods);
    }
}
