package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.core.policy.Purpose;
import java.util.ArrayList;
import java.util.List;

/** Checks of a token that are switched off. */
final class TokenRisks {
    private static final List<String> CHECKS = List.of(
            "validateAudClaim", "mandatoryAudClaim", "mandatoryExpClaim", "mandatoryNbfClaim", "validateCustomClaim");

    private TokenRisks() {}

    static void find(GuardedApi api, Draft draft) {
        api.kept(Purpose.AUTHENTICATION).forEach(pair -> {
            List<String> off = switchedOff(pair.before(), pair.after());
            if (!off.isEmpty()) {
                String message = pair.after().type().name() + " of " + api.name() + " accepts tokens that it used to"
                        + " refuse: " + String.join(", ", off);
                api.risk(
                        draft,
                        RiskCode.TOKEN_CHECK_WEAKENED,
                        message,
                        pair.after().place());
            }
        });
    }

    private static List<String> switchedOff(Policy before, Policy after) {
        List<String> off = new ArrayList<>();
        if (is(after, "signingMethod", "none") && !is(before, "signingMethod", "none")) {
            off.add("signatures are not checked");
        }
        CHECKS.stream()
                .filter(check -> is(before, check, "true") && !is(after, check, "true"))
                .forEach(check -> off.add(check + " is off"));
        return off;
    }

    private static boolean is(Policy policy, String setting, String value) {
        return value.equalsIgnoreCase(String.valueOf(policy.config().get(setting)));
    }
}
