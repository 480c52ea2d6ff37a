package io.sluice.config;

import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Range;
import io.sluice.core.schema.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Policies that do nothing but can be told apart. */
final class TestPolicies {
    record Quota(
            @Range(min = 1, max = 1_000_000) long maximumRequests,
            @Default("1000") long timePeriodInMilliseconds) {}

    record QuotaConfig(
            List<Quota> rateLimits, @Default("false") boolean exposeHeaders, Optional<URI> store) {}

    record LoginConfig(String username, @Secret String password) {}

    record NothingConfig() {}

    /** Remembers what it was built from and whether it was closed. */
    static final class Probe implements Policy {
        final Record config;
        final String binding;
        boolean closed;

        Probe(Record config, PolicyContext context) {
            this.config = config;
            this.binding = context.binding();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    static final PolicyType<QuotaConfig> QUOTA = PolicyType.of(
                    "rate-limiting-flex", QuotaConfig.class, TestPolicies::quota)
            .describedAs(Purpose.QUOTA, "Counts requests.");

    static final PolicyType<LoginConfig> LOGIN = PolicyType.of(
                    "http-basic-authentication-flex", LoginConfig.class, Probe::new)
            .describedAs(Purpose.AUTHENTICATION, "Asks for a password.")
            .alsoCalled("basic-auth");

    static final PolicyType<NothingConfig> CORS = PolicyType.of("cors-flex", NothingConfig.class, Probe::new)
            .describedAs(Purpose.CORS, "Lets browsers in.")
            .runsFirst();

    static final List<PolicyType<?>> ALL = List.of(QUOTA, LOGIN, CORS);

    private TestPolicies() {}

    private static Policy quota(QuotaConfig config, PolicyContext context) {
        for (int i = 0; i < config.rateLimits().size(); i++) {
            if (config.rateLimits().get(i).timePeriodInMilliseconds() == 13) {
                context.problem("rateLimits[" + i + "].timePeriodInMilliseconds", "13 brings bad luck");
            }
        }
        config.store().ifPresent(context::upstream);
        return new Probe(config, context);
    }
}
