package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Rule;
import java.util.List;
import java.util.Set;

/**
 * Whether all requests that one rule takes are taken by others too. It knows the usual shapes of expressions and says no where it cannot tell, so a yes is
 * certain and a no is a question.
 */
final class RuleCover {
    private static final String ANY = ".*";

    private RuleCover() {}

    /** Whether {@code wide} takes every request that {@code narrow} takes; no rules take all. */
    static boolean covers(List<Rule> wide, List<Rule> narrow) {
        if (wide.isEmpty() || wide.stream().anyMatch(RuleCover::takesAll)) {
            return true;
        }
        return !narrow.isEmpty() && narrow.stream().allMatch(rule -> covered(rule, wide));
    }

    /** Whether one of {@code wide} takes every request that {@code rule} takes. */
    static boolean covered(Rule rule, List<Rule> wide) {
        return wide.isEmpty() || wide.stream().anyMatch(other -> covers(other, rule));
    }

    private static boolean takesAll(Rule rule) {
        return PathCover.covers(rule.path(), ANY)
                && rule.methods().equals(ANY)
                && rule.host().equals(ANY)
                && rule.headers().isEmpty();
    }

    private static boolean covers(Rule wide, Rule narrow) {
        return PathCover.covers(wide.path(), narrow.path())
                && textCovers(wide.methods(), narrow.methods())
                && textCovers(wide.host(), narrow.host())
                && wide.headers().entrySet().stream().allMatch(header -> {
                    String value = narrow.headers().get(header.getKey());
                    return value != null && textCovers(header.getValue(), value);
                });
    }

    private static boolean textCovers(String wide, String narrow) {
        return wide.equals(ANY) || wide.equals(narrow) || alternatives(wide).containsAll(alternatives(narrow));
    }

    /** An expression that is more than alternatives is covered by itself only. */
    private static Set<String> alternatives(String expression) {
        return expression.matches("[\\w-]+(\\|[\\w-]+)*")
                ? Set.of(RuleTexts.alternatives(expression).split("\\|"))
                : Set.of(expression);
    }
}
