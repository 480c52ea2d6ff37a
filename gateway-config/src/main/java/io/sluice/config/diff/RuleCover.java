package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Rule;
import io.sluice.config.Language;
import java.util.List;
import java.util.Optional;

/**
 * Whether all requests that one rule takes are taken by others too. It says no where expressions are too large to tell, and where only several rules together
 * take what one takes: a yes is certain, a no is a question.
 */
final class RuleCover {
    private static final String ANY = ".*";
    private static final String PATH = "/.*";

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
        return rule.methods().equals(ANY)
                && rule.host().equals(ANY)
                && rule.headers().isEmpty()
                && pathCovers(rule.path(), ANY);
    }

    private static boolean covers(Rule wide, Rule narrow) {
        return textCovers(wide.methods(), narrow.methods())
                && textCovers(wide.host(), narrow.host())
                && wide.headers().entrySet().stream().allMatch(header -> {
                    String value = narrow.headers().get(header.getKey());
                    return value != null && textCovers(header.getValue(), value);
                })
                && pathCovers(wide.path(), narrow.path());
    }

    private static boolean textCovers(String wide, String narrow) {
        return covers(wide, narrow, ANY);
    }

    private static boolean pathCovers(String wide, String narrow) {
        return covers(wide, narrow, PATH);
    }

    /** @param possible which texts there are at all */
    private static boolean covers(String wide, String narrow, String possible) {
        if (wide.equals(ANY) || wide.equals(narrow)) {
            return true;
        }
        Optional<Language> large = Language.of(wide);
        Optional<Language> small = Language.of(narrow).map(Language.of(possible).orElseThrow()::and);
        return large.isPresent() && small.isPresent() && large.get().covers(small.get());
    }
}
