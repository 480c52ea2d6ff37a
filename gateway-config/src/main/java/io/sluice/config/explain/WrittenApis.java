package io.sluice.config.explain;

import io.sluice.config.EffectiveConfig;
import io.sluice.core.policy.Purpose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the files say about APIs, found by the names under which they run. */
final class WrittenApis {
    private final Map<String, EffectiveConfig.Api> byName = new HashMap<>();

    WrittenApis(EffectiveConfig effective) {
        effective.apis().forEach(api -> byName.put(api.name(), api));
    }

    @Nullable
    Spot place(String api) {
        EffectiveConfig.Api found = byName.get(api);
        return found == null ? null : Spot.of(found.place());
    }

    EffectiveConfig.@Nullable Route route(String api, String route) {
        EffectiveConfig.Api found = byName.get(api);
        return found == null
                ? null
                : found.routes().stream()
                        .filter(each -> each.name().equals(route))
                        .findFirst()
                        .orElse(null);
    }

    EffectiveConfig.@Nullable Policy policy(String api, String binding) {
        return policies(api).stream()
                .filter(each -> each.binding().equals(binding))
                .findFirst()
                .orElse(null);
    }

    /** Bindings that count requests. */
    Set<String> counting(String api) {
        return policies(api).stream()
                .filter(policy -> policy.type().purpose() == Purpose.QUOTA)
                .map(EffectiveConfig.Policy::binding)
                .collect(Collectors.toSet());
    }

    /** Bindings some of whose settings must not be shown; {@code discretion} learns what may be. */
    Set<String> masked(String api, Discretion discretion) {
        return policies(api).stream()
                .filter(policy -> discretion.learn(policy.config()))
                .map(EffectiveConfig.Policy::binding)
                .collect(Collectors.toSet());
    }

    private List<EffectiveConfig.Policy> policies(String api) {
        EffectiveConfig.Api found = byName.get(api);
        return found == null ? List.of() : found.policies();
    }
}
