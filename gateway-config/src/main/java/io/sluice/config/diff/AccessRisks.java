package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.core.policy.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Callers that were refused and are let in. */
final class AccessRisks {
    private AccessRisks() {}

    static void find(GuardedApi api, Draft draft) {
        api.removed(Purpose.ACCESS).forEach(policy -> removed(api, policy, draft));
        api.kept(Purpose.ACCESS).forEach(pair -> kept(api, pair, draft));
    }

    private static void removed(GuardedApi api, Policy policy, Draft draft) {
        String loss = api.name() + " loses " + policy.type().name();
        if (isAllowList(policy)) {
            api.risk(draft, RiskCode.ALLOW_LIST_REMOVED, loss + ": every address may call it", policy.place());
        } else if (isBlockList(policy)) {
            String addresses = Texts.some(addresses(policy));
            api.risk(draft, RiskCode.BLOCK_LIST_REMOVED, loss + ": " + addresses + " may call it", policy.place());
        } else {
            api.risk(draft, RiskCode.ACCESS_POLICY_REMOVED, loss + ": what it refused is let through", policy.place());
        }
    }

    private static void kept(GuardedApi api, Pair<Policy> pair, Draft draft) {
        if (isAllowList(pair.after())) {
            letIn(api, pair, RiskCode.ALLOW_LIST_WIDENED, addresses(pair.after()), addresses(pair.before()), draft);
        } else if (isBlockList(pair.after())) {
            letIn(api, pair, RiskCode.BLOCK_LIST_SHORTENED, addresses(pair.before()), addresses(pair.after()), draft);
        }
        Object source = pair.after().config().get("ipExpression");
        if (!Objects.equals(pair.before().config().get("ipExpression"), source)) {
            String message = pair.after().type().name() + " of " + api.name() + " takes the address of the caller from "
                    + Texts.value(source);
            api.risk(
                    draft,
                    RiskCode.ADDRESS_SOURCE_CHANGED,
                    message,
                    pair.after().place());
        }
    }

    /** Reports those of {@code addresses} that are not among {@code others}. */
    private static void letIn(
            GuardedApi api,
            Pair<Policy> pair,
            RiskCode code,
            List<String> addresses,
            List<String> others,
            Draft draft) {
        List<String> open = addresses.stream()
                .filter(address -> others.stream().noneMatch(other -> AddressBlock.contains(other, address)))
                .toList();
        if (!open.isEmpty()) {
            String message = api.name() + " lets " + Texts.some(open) + " in";
            api.risk(draft, code, message, pair.after().place());
        }
    }

    private static boolean isAllowList(Policy policy) {
        return policy.type().name().contains("allowlist");
    }

    private static boolean isBlockList(Policy policy) {
        return policy.type().name().contains("blocklist");
    }

    private static List<String> addresses(Policy policy) {
        List<String> addresses = new ArrayList<>();
        if (policy.config().get("ips") instanceof List<?> ips) {
            ips.forEach(ip -> addresses.add(String.valueOf(ip)));
        }
        return addresses;
    }
}
