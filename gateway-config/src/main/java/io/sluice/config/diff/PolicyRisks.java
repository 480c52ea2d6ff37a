package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.core.policy.Purpose;

/** Everything that may be risky about a change of the policies of one API. */
final class PolicyRisks {
    private PolicyRisks() {}

    static void find(GuardedApi api, Draft draft) {
        AuthenticationRisks.find(api, draft);
        TokenRisks.find(api, draft);
        AccessRisks.find(api, draft);
        QuotaRisks.find(api, draft);
        CorsRisks.find(api, draft);
        HeaderRisks.find(api, draft);
        LogRisks.find(api, draft);
        narrowed(api, Purpose.AUTHENTICATION, RiskCode.AUTHENTICATION_NARROWED, draft);
        narrowed(api, Purpose.ACCESS, RiskCode.PROTECTION_NARROWED, draft);
        narrowed(api, Purpose.QUOTA, RiskCode.PROTECTION_NARROWED, draft);
    }

    private static void narrowed(GuardedApi api, Purpose purpose, RiskCode code, Draft draft) {
        api.kept(purpose)
                .filter(pair ->
                        !RuleCover.covers(pair.after().rules(), pair.before().rules()))
                .forEach(pair ->
                        api.risk(draft, code, sentence(api, pair), pair.after().place()));
    }

    private static String sentence(GuardedApi api, Pair<Policy> pair) {
        return pair.after().type().name() + " of " + api.name() + " checks only "
                + RuleTexts.of(pair.after().rules()) + "; it used to check "
                + RuleTexts.of(pair.before().rules());
    }
}
