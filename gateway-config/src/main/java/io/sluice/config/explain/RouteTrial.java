package io.sluice.config.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route that was held against a request.
 *
 * @param rules empty if the route takes every request
 */
public record RouteTrial(String name, @Nullable Spot place, Outcome outcome, List<RuleTrial> rules) {
    /** What came of it. */
    public enum Outcome {
        MATCHED,
        REJECTED,
        /** It would match, but an earlier route takes the request. */
        SHADOWED
    }

    public RouteTrial {
        rules = List.copyOf(rules);
    }
}
