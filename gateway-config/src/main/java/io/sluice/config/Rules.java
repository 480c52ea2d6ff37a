package io.sluice.config;

import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules as they are written → rules as they run, and as they are shown. */
final class Rules {
    private Rules() {}

    static Condition condition(List<RuleSpec> specs) {
        return specs.isEmpty()
                ? Condition.ALWAYS
                : new Condition(specs.stream().map(Rules::rule).toList());
    }

    static List<EffectiveConfig.Rule> effective(List<RuleSpec> specs) {
        return specs.stream().map(Rules::effective).toList();
    }

    private static Rule rule(RuleSpec spec) {
        List<Rule.HeaderRule> headers = spec.headers().entrySet().stream()
                .map(header -> new Rule.HeaderRule(header.getKey(), header.getValue()))
                .toList();
        return new Rule(spec.path(), spec.methods(), spec.host(), headers);
    }

    private static EffectiveConfig.Rule effective(RuleSpec spec) {
        Map<String, String> headers = new LinkedHashMap<>();
        spec.headers().forEach((name, value) -> headers.put(name, value.source()));
        return new EffectiveConfig.Rule(
                spec.path().source(),
                spec.methods().source(),
                spec.host().source(),
                headers,
                spec.at().place());
    }
}
