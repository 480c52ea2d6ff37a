package io.sluice.core.runtime;

import io.sluice.core.policy.RequestHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alternative rules, of which the first that matches counts; without rules, every request. */
public record Condition(List<Rule> rules) {
    public static final Condition ALWAYS = new Condition(List.of());

    public Condition {
        rules = List.copyOf(rules);
    }

    /** Whether it holds for every request. */
    public boolean isAlways() {
        return rules.isEmpty();
    }

    public boolean holds(RequestHead request) {
        return isAlways() || first(request) != null;
    }

    /** The API path after the capture groups of the first matching rule were applied. */
    String rewrite(RequestHead request) {
        Rule rule = first(request);
        return rule == null ? request.apiPath() : rule.path().rewrite(request.apiPath());
    }

    private @Nullable Rule first(RequestHead request) {
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.matches(request)) {
                return rule;
            }
        }
        return null;
    }
}
