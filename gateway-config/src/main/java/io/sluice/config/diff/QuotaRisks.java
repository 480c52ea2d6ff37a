package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.core.policy.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** APIs that take many more requests than before. */
final class QuotaRisks {
    private static final int NOTABLE = 10;

    /** Requests in a time; the whole configuration of one limit. */
    private record Limit(long requests, long millis, Policy policy) {
        double rate() {
            return (double) requests / millis;
        }

        @Override
        public String toString() {
            return requests + " in " + millis + " ms";
        }
    }

    private QuotaRisks() {}

    static void find(GuardedApi api, Draft draft) {
        List<Policy> removed = api.removed(Purpose.QUOTA);
        if (!removed.isEmpty()
                && GuardedApi.with(api.after().policies(), Purpose.QUOTA).isEmpty()) {
            String message =
                    api.name() + " loses " + removed.get(0).type().name() + ": nothing limits how often it is called";
            api.risk(draft, RiskCode.QUOTA_REMOVED, message, removed.get(0).place());
            return;
        }
        Optional<Limit> before = strictest(api.before());
        Optional<Limit> after = strictest(api.after());
        if (before.isPresent() && after.isPresent()) {
            raised(api, before.get(), after.get(), draft);
        }
    }

    private static void raised(GuardedApi api, Limit before, Limit after, Draft draft) {
        double factor = after.rate() / before.rate();
        if (factor > NOTABLE) {
            String message = api.name() + " allows " + Math.round(factor) + " times as many requests: " + after
                    + " instead of " + before;
            api.risk(draft, RiskCode.QUOTA_RAISED, message, after.policy().place());
        }
    }

    /** The limit that is reached first by a steady caller. */
    private static Optional<Limit> strictest(Api api) {
        List<Limit> limits = new ArrayList<>();
        GuardedApi.with(api.policies(), Purpose.QUOTA).forEach(policy -> collect(policy, limits));
        return limits.stream().min(Comparator.comparingDouble(Limit::rate));
    }

    private static void collect(Policy policy, List<Limit> limits) {
        add(policy.config(), policy, limits);
        if (policy.config().get("rateLimits") instanceof List<?> items) {
            items.forEach(item -> add(item instanceof Map<?, ?> map ? map : Map.of(), policy, limits));
        }
    }

    private static void add(Map<?, ?> settings, Policy policy, List<Limit> limits) {
        long requests = number(settings.get("maximumRequests"));
        long millis = number(settings.get("timePeriodInMilliseconds"));
        if (requests > 0 && millis > 0) {
            limits.add(new Limit(requests, millis, policy));
        }
    }

    private static long number(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
