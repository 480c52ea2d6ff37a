package io.sluice.policies;

import io.sluice.core.expression.Expression;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import io.sluice.core.policy.Verdict;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.NotEmpty;
import java.util.List;

/**
 * Lets only the addresses of a list pass. A caller whose address is not known is refused.
 *
 * <p>Threading: immutable; shared by all event loops.
 */
public final class IpAllowPolicy implements Policy {
    public static final PolicyType<Config> TYPE = PolicyType.of("ip-allowlist-flex", Config.class, IpAllowPolicy::new)
            .describedAs(
                    Purpose.ACCESS,
                    "Lets only callers with certain IP addresses pass and refuses everyone else with 403.");

    public record Config(
            @Doc(
                    "The addresses that may pass: IPv4 or IPv6 addresses, CIDR blocks such as 192.168.3.0/24, or beginnings of IPv4 addresses such as 192.168.")
            @NotEmpty
            List<String> ips,

            @Doc("Where the address of the caller is found; of a list separated by commas the first entry counts.")
            @Default(IpList.FORWARDED_FOR)
            Expression ipExpression) {
        public Config {
            ips = List.copyOf(ips);
        }
    }

    private final IpList allowed;

    IpAllowPolicy(Config config, PolicyContext context) {
        allowed = new IpList(config.ips(), config.ipExpression(), context);
    }

    @Override
    public Verdict onRequest(Exchange exchange) {
        return allowed.holds(exchange) ? Verdict.CONTINUE : exchange.fail(GatewayError.FORBIDDEN);
    }
}
