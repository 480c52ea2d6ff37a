package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.config.EffectiveConfig.Rule;
import io.sluice.config.Masked;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Policies of an API that come, go, move and change. */
final class PolicyChanges {
    private final Api api;
    private final Draft draft;

    private PolicyChanges(Api api, Draft draft) {
        this.api = api;
        this.draft = draft;
    }

    /** Seen at a glance: most APIs stay as they are in most reloads. */
    static boolean surelyNone(List<Policy> before, List<Policy> after) {
        return before.equals(after) && after.stream().noneMatch(policy -> Texts.hasUnknown(policy.config()));
    }

    static void find(Api before, Api after, Draft draft) {
        Pairing<Policy> policies = pair(before.policies(), after.policies());
        new PolicyChanges(after, draft).find(policies);
        PolicyRisks.find(new GuardedApi(before, after, policies), draft);
    }

    /** Policies that are equal, else those with the same name in logs, else those of one type in order. */
    static Pairing<Policy> pair(List<Policy> before, List<Policy> after) {
        return Pairing.of(
                before,
                after,
                List.of(
                        policy -> List.of(name(policy), rules(policy), Texts.comparable(policy.config())),
                        policy -> List.of(name(policy), policy.binding()),
                        PolicyChanges::name));
    }

    private void find(Pairing<Policy> policies) {
        policies.added().forEach(policy -> add(Kind.POLICY_ADDED, policy, null, Texts.value(policy.config())));
        policies.removed().forEach(policy -> add(Kind.POLICY_REMOVED, policy, Texts.value(policy.config()), null));
        policies.kept().forEach(pair -> settings(pair.before(), pair.after()));
        policies.kept().forEach(pair -> rules(pair.before(), pair.after()));
        policies.moved()
                .forEach(pair -> add(
                        Kind.POLICY_ORDER,
                        pair.after(),
                        position(policies.kept(), pair, false),
                        position(policies.kept(), pair, true)));
    }

    private void settings(Policy before, Policy after) {
        ValueChanges.find(before.config(), after.config(), draft, (path, old, now) -> {
            boolean hidden = old instanceof Masked || now instanceof Masked;
            Kind kind = hidden ? Kind.POLICY_SECRET : Kind.POLICY_SETTING;
            draft.change(change(kind, after, path, Texts.valueOrNull(old), Texts.valueOrNull(now)));
        });
    }

    private void rules(Policy before, Policy after) {
        if (!rules(before).equals(rules(after))) {
            add(kind(before.rules(), after.rules()), after, RuleTexts.of(before.rules()), RuleTexts.of(after.rules()));
        }
    }

    private static Kind kind(List<Rule> before, List<Rule> after) {
        boolean wider = RuleCover.covers(after, before);
        boolean narrower = RuleCover.covers(before, after);
        if (wider == narrower) {
            return Kind.POLICY_RULES;
        }
        return wider ? Kind.POLICY_RULES_WIDENED : Kind.POLICY_RULES_NARROWED;
    }

    /** Its place among those that were there before and still are, counted from 1. */
    private static String position(List<Pair<Policy>> kept, Pair<Policy> pair, boolean now) {
        List<Pair<Policy>> sorted = now
                ? kept.stream()
                        .sorted((a, b) -> Integer.compare(a.to(), b.to()))
                        .toList()
                : kept;
        return "position " + (sorted.indexOf(pair) + 1);
    }

    private void add(Kind kind, Policy policy, @Nullable String before, @Nullable String after) {
        draft.change(change(kind, policy, "", before, after));
    }

    private Change change(Kind kind, Policy policy, String path, @Nullable String before, @Nullable String after) {
        return new Change(kind, api.name(), name(policy), path, before, after, policy.place());
    }

    private static String name(Policy policy) {
        return policy.type().name();
    }

    private static Set<String> rules(Policy policy) {
        return policy.rules().stream().map(RuleTexts::of).collect(Collectors.toSet());
    }
}
