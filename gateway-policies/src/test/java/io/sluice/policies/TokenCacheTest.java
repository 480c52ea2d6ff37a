package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
    private static final KeySet KEYS = KeySet.of(JwtAlgorithm.RS256, List.of());

    private final TokenCache cache = new TokenCache(10);
    private final VerifiedToken token = VerifiedToken.of("t", Map.of(), KEYS, 0);

    @Test
    void findsWhatWasPut() {
        cache.put("t", token);

        assertThat(cache.get("t", KEYS)).isSameAs(token);
        assertThat(cache.get("u", KEYS)).isNull();
    }

    @Test
    void findsNothingThatWasVerifiedWithOtherKeys() {
        cache.put("t", token);

        assertThat(cache.get("t", KeySet.of(JwtAlgorithm.RS256, List.of()))).isNull();
    }

    @Test
    void keepsWhatIsUsedAndForgetsTheRest() {
        cache.put("used", token);
        cache.put("unused", token);
        for (int i = 0; i < 100; i++) {
            cache.put("filler-" + i, token);
            assertThat(cache.get("used", KEYS)).isSameAs(token);
        }
        assertThat(cache.get("unused", KEYS)).isNull();
        assertThat(cache.size()).isLessThanOrEqualTo(20);
    }

    @Test
    void keepsFewerLongTokens() {
        TokenCache large = new TokenCache(1_000_000);
        for (int i = 0; i < 2_000; i++) {
            large.put(i + "x".repeat(16_000), token);
        }
        assertThat(large.size()).isLessThan(600);
    }
}
