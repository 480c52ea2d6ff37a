package io.sluice.config.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that was held against a request.
 *
 * @param checks the predicates that ask for something; a rule without any matches everything
 */
public record RuleTrial(@Nullable Spot place, boolean matched, List<Check> checks) {
    public RuleTrial {
        checks = List.copyOf(checks);
    }

    /**
     * One predicate.
     *
     * @param subject {@code path}, {@code methods}, {@code host} or {@code header NAME}
     * @param value what the request has, null if it has no such header
     */
    public record Check(
            String subject, String expression, @Nullable String value, boolean holds) {}
}
