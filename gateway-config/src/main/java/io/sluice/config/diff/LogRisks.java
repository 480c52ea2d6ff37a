package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.core.policy.Purpose;

/** Sensitive data that gets into the log. */
final class LogRisks {
    private LogRisks() {}

    static void find(GuardedApi api, Draft draft) {
        api.kept(Purpose.LOGGING)
                .filter(pair -> masks(pair.before()) && !masks(pair.after()))
                .forEach(pair -> {
                    String message = pair.after().type().name() + " of " + api.name()
                            + " writes sensitive data to the log in plain text";
                    api.risk(
                            draft,
                            RiskCode.LOG_MASKING_REMOVED,
                            message,
                            pair.after().place());
                });
    }

    private static boolean masks(Policy policy) {
        return "true".equals(String.valueOf(policy.config().get("enableDataMasking")));
    }
}
