package io.sluice.config;

import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.Rule;
import java.util.List;

/** Rules as they are written → rules as they run. */
final class Rules {
    private Rules() {}

    static Condition condition(List<Manifest.RuleSpec> specs) {
        return specs.isEmpty()
                ? Condition.ALWAYS
                : new Condition(specs.stream().map(Rules::rule).toList());
    }

    private static Rule rule(Manifest.RuleSpec spec) {
        List<Rule.HeaderRule> headers = spec.headers().entrySet().stream()
                .map(header -> new Rule.HeaderRule(header.getKey(), header.getValue()))
                .toList();
        return new Rule(spec.path(), spec.methods(), spec.host(), headers);
    }
}
