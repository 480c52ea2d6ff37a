package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.policies.Quota.Outcome;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final long SECOND = 1_000_000_000L;

    private final Quotas quotas = new Quotas(new RateLimits(new int[] {1}, new long[] {SECOND}), 10);

    @Test
    void findsTheSameQuotaAgain() {
        assertThat(quotas.of("a", 0)).isSameAs(quotas.of("a", 5)).isNotSameAs(quotas.of("b", 5));
    }

    @Test
    void dropsElapsedKeysBeforeItIsFull() {
        take("a", 0);
        take("b", 0);
        take("c", 2 * SECOND);

        assertThat(quotas.size()).isEqualTo(1);
    }

    @Test
    void prefersElapsedKeysToLiveOnesWhenFull() {
        take("live", SECOND);
        for (int i = 0; i < 3; i++) {
            take("elapsed-" + i, 0);
        }
        for (int i = 0; i < 6; i++) {
            take("filler-" + i, SECOND);
        }
        take("one-more", SECOND);

        assertThat(take("live", SECOND)).isEqualTo(Outcome.EXHAUSTED);
        assertThat(quotas.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void dropsTheOldestWhenFullOfLiveKeys() {
        for (int i = 0; i <= 10; i++) {
            take("key-" + i, 0);
        }
        assertThat(quotas.size()).isEqualTo(10);
        assertThat(take("key-10", 0)).isEqualTo(Outcome.EXHAUSTED);
    }

    @Test
    void keepsLongKeysApartAtTheSizeOfShortOnes() {
        String longKey = "k".repeat(5_000);

        assertThat(quotas.of(longKey + "a", 0)).isNotSameAs(quotas.of(longKey + "b", 0));
        assertThat(quotas.of(longKey, 0)).isSameAs(quotas.of(longKey, 0));
        assertThat(quotas.of(longKey, 0).key()).hasSizeLessThan(64);
    }

    @Test
    void givesAForgottenKeyANewQuota() {
        Quota quota = quotas.of("a", 0);
        quota.retire();
        quotas.forget(quota);

        assertThat(take("a", 0)).isEqualTo(Outcome.TAKEN);
    }

    private Outcome take(String key, long now) {
        return quotas.of(key, now).take(now);
    }
}
