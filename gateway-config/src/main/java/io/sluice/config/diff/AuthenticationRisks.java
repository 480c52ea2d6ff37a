package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.core.policy.Purpose;
import java.util.List;

/** APIs whose callers need not show who they are, or show it differently. */
final class AuthenticationRisks {
    private AuthenticationRisks() {}

    static void added(Api api, Draft draft) {
        if (GuardedApi.with(api.policies(), Purpose.AUTHENTICATION).isEmpty()) {
            String message = api.name() + " is new and has no authentication: anybody who can reach " + api.address()
                    + " can call it";
            draft.risk(RiskCode.API_UNAUTHENTICATED, api.name(), message, api.place());
        }
    }

    static void find(GuardedApi api, Draft draft) {
        List<Policy> removed = api.removed(Purpose.AUTHENTICATION);
        if (removed.isEmpty()) {
            return;
        }
        List<Policy> left = GuardedApi.with(api.after().policies(), Purpose.AUTHENTICATION);
        String loss = api.name() + " loses " + names(removed);
        if (left.isEmpty()) {
            int routes = api.after().routes().size();
            String message = loss + ": " + Texts.count(routes, "route", "becomes", "become") + " unauthenticated";
            api.risk(
                    draft, RiskCode.AUTHENTICATION_LOST, message, removed.get(0).place());
            return;
        }
        RiskCode code = replaced(api, removed) ? RiskCode.AUTHENTICATION_REPLACED : RiskCode.AUTHENTICATION_REDUCED;
        api.risk(draft, code, loss + "; left is " + names(left), removed.get(0).place());
    }

    /** Whether a new policy checks every request that one of the old ones checked. */
    private static boolean replaced(GuardedApi api, List<Policy> removed) {
        return api.added(Purpose.AUTHENTICATION).stream()
                .anyMatch(now -> removed.stream().allMatch(old -> RuleCover.covers(now.rules(), old.rules())));
    }

    private static String names(List<Policy> policies) {
        return Texts.some(
                policies.stream().map(policy -> policy.type().name()).distinct().toList());
    }
}
