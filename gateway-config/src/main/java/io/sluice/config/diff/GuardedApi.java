package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.config.Place;
import io.sluice.core.policy.Purpose;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An API on both sides, and which of its policies are the same. */
record GuardedApi(Api before, Api after, Pairing<Policy> policies) {
    String name() {
        return after.name();
    }

    Stream<Pair<Policy>> kept(Purpose purpose) {
        return policies.kept().stream().filter(pair -> pair.after().type().purpose() == purpose);
    }

    List<Policy> removed(Purpose purpose) {
        return with(policies.removed(), purpose);
    }

    List<Policy> added(Purpose purpose) {
        return with(policies.added(), purpose);
    }

    static List<Policy> with(List<Policy> policies, Purpose purpose) {
        return policies.stream()
                .filter(policy -> policy.type().purpose() == purpose)
                .toList();
    }

    void risk(Draft draft, RiskCode code, String message, @Nullable Place place) {
        draft.risk(code, name(), message, place);
    }
}
