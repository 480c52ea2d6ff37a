package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.core.policy.Purpose;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** APIs that web pages of any origin may call. */
final class CorsRisks {
    private CorsRisks() {}

    static void find(GuardedApi api, Draft draft) {
        if (open(api.before()).isEmpty()) {
            open(api.after()).forEach(policy -> {
                String message = "web pages of any origin may call " + api.name();
                api.risk(draft, RiskCode.CORS_OPENED, message, policy.place());
            });
        }
    }

    private static List<Policy> open(Api api) {
        return GuardedApi.with(api.policies(), Purpose.CORS).stream()
                .filter(policy -> "true".equals(String.valueOf(policy.config().get("publicResource")))
                        || takesAnyOrigin(policy.config().get("originGroups")))
                .toList();
    }

    private static boolean takesAnyOrigin(@Nullable Object groups) {
        return groups instanceof Collection<?> all
                && all.stream()
                        .anyMatch(group -> group instanceof Map<?, ?> map
                                && map.get("origins") instanceof Collection<?> origins
                                && origins.contains("*"));
    }
}
