package io.sluice.config.explain;

import io.sluice.config.EffectiveConfig;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.Rule;
import io.sluice.core.runtime.TextMatcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds rules against a request, predicate by predicate. */
final class RuleTrials {
    private static final String ANY = ".*";

    private final RequestHead request;
    private final Discretion discretion;

    RuleTrials(RequestHead request, Discretion discretion) {
        this.request = request;
        this.discretion = discretion;
    }

    /** @param written where the rules stand, in the same order; may be shorter */
    List<RuleTrial> of(Condition condition, List<EffectiveConfig.Rule> written) {
        List<RuleTrial> trials = new ArrayList<>();
        for (int i = 0; i < condition.rules().size(); i++) {
            Rule rule = condition.rules().get(i);
            Spot place = i < written.size() ? Spot.of(written.get(i).place()) : null;
            trials.add(new RuleTrial(place, rule.matches(request), checks(rule)));
        }
        return trials;
    }

    /** Position of the first rule that matches, from 1; 0 if there are none. */
    static int firstMatch(List<RuleTrial> trials) {
        for (int i = 0; i < trials.size(); i++) {
            if (trials.get(i).matched()) {
                return i + 1;
            }
        }
        return 0;
    }

    private List<RuleTrial.Check> checks(Rule rule) {
        List<RuleTrial.Check> checks = new ArrayList<>();
        text("methods", rule.methods(), request.method(), checks);
        if (!rule.path().source().equals(ANY)) {
            boolean holds = rule.path().matches(request.apiPath());
            checks.add(new RuleTrial.Check("path", rule.path().source(), request.apiPath(), holds));
        }
        text("host", rule.host(), request.host(), checks);
        for (Rule.HeaderRule header : rule.headers()) {
            checks.add(header(header, request.headers().get(header.name())));
        }
        return checks;
    }

    private static void text(String subject, TextMatcher matcher, String value, List<RuleTrial.Check> checks) {
        if (!matcher.source().equals(ANY)) {
            checks.add(new RuleTrial.Check(subject, matcher.source(), value, matcher.matches(value)));
        }
    }

    private RuleTrial.Check header(Rule.HeaderRule header, @Nullable String value) {
        return new RuleTrial.Check(
                "header " + header.name(),
                header.value().source(),
                value == null ? null : discretion.shown(header.name(), value),
                value != null && header.value().matches(value));
    }
}
