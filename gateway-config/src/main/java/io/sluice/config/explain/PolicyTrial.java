package io.sluice.config.explain;

import io.sluice.config.EffectiveConfig;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy of the chain and what it made of the request.
 *
 * @param type the full name of its type
 * @param rules empty if it applies to every request
 * @param onResponse null if it is not asked about the response
 */
public record PolicyTrial(
        String binding,
        String type,
        @Nullable Spot place,
        EffectiveConfig.@Nullable Scope scope,
        int order,
        List<RuleTrial> rules,
        Turn onRequest,
        @Nullable Turn onResponse) {
    public PolicyTrial {
        rules = List.copyOf(rules);
    }

    /** Whether the request came to it and its rules matched. */
    public boolean ran() {
        return onRequest.decision() != Turn.Decision.SKIPPED && onRequest.decision() != Turn.Decision.NOT_REACHED;
    }

    Stream<Turn> turns() {
        return Stream.of(onRequest, onResponse == null ? onRequest : onResponse);
    }
}
