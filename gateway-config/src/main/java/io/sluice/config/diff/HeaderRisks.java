package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.config.Masked;
import io.sluice.core.policy.Purpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Headers that upstreams counted on, or must not see. */
final class HeaderRisks {
    private static final Pattern CREDENTIAL =
            Pattern.compile(".*(authorization|api[-_]?key|token|secret|password|cookie|client[-_]id).*");

    private HeaderRisks() {}

    static void find(GuardedApi api, Draft draft) {
        gone(injected(api.before()), injected(api.after())).forEach((name, policy) -> {
            String message = "the upstreams of " + api.name() + " no longer get " + name + " from the gateway and may"
                    + " refuse its requests";
            api.risk(draft, RiskCode.CREDENTIAL_INJECTION_REMOVED, message, policy.place());
        });
        gone(removed(api.before(), "inboundHeaders"), removed(api.after(), "inboundHeaders"))
                .forEach((name, policy) -> passedOn(api, name, "upstreams", policy, draft));
        gone(removed(api.before(), "outboundHeaders"), removed(api.after(), "outboundHeaders"))
                .forEach((name, policy) -> passedOn(api, name, "clients", policy, draft));
    }

    private static void passedOn(GuardedApi api, String name, String receivers, Policy policy, Draft draft) {
        String message = "the " + receivers + " of " + api.name() + " get " + name + ", which used to be taken out";
        api.risk(draft, RiskCode.HEADER_REMOVAL_LOST, message, policy.place());
    }

    private static Map<String, Policy> gone(Map<String, Policy> before, Map<String, Policy> after) {
        before.keySet().removeAll(after.keySet());
        return before;
    }

    /** The headers with credentials that an API adds to requests. */
    private static Map<String, Policy> injected(Api api) {
        Map<String, Policy> names = new LinkedHashMap<>();
        for (Policy policy : GuardedApi.with(api.policies(), Purpose.TRANSFORMATION)) {
            for (Object item : items(policy, "inboundHeaders")) {
                if (item instanceof Map<?, ?> header && isCredential(header)) {
                    names.put(String.valueOf(header.get("key")), policy);
                }
            }
        }
        return names;
    }

    private static boolean isCredential(Map<?, ?> header) {
        String name = String.valueOf(header.get("key")).toLowerCase(Locale.ROOT);
        return CREDENTIAL.matcher(name).matches() || header.get("value") instanceof Masked;
    }

    private static Map<String, Policy> removed(Api api, String direction) {
        Map<String, Policy> names = new LinkedHashMap<>();
        for (Policy policy : GuardedApi.with(api.policies(), Purpose.TRANSFORMATION)) {
            for (Object item : items(policy, direction)) {
                if (item instanceof String name) {
                    names.put(name, policy);
                }
            }
        }
        return names;
    }

    private static List<?> items(Policy policy, String setting) {
        return policy.config().get(setting) instanceof List<?> items ? items : List.of();
    }
}
