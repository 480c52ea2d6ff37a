package io.sluice.policies;

import io.sluice.core.policy.PolicyType;
import java.util.List;

/** Every policy that comes with the gateway. Threading: immutable. */
public final class BuiltInPolicies {
    private BuiltInPolicies() {}

    /** The types, in no particular order. */
    public static List<PolicyType<?>> all() {
        return List.of(
                BasicAuthPolicy.TYPE,
                CorsPolicy.TYPE,
                HeaderInjectionPolicy.TYPE,
                HeaderRemovalPolicy.TYPE,
                IpAllowPolicy.TYPE,
                IpBlockPolicy.TYPE,
                JwtPolicy.TYPE,
                MessageLogPolicy.TYPE,
                RateLimitPolicy.TYPE);
    }
}
