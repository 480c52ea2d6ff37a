package io.sluice.policies;

import io.sluice.core.address.CidrSet;
import io.sluice.core.address.IpAddress;
import io.sluice.core.expression.ExchangeContext;
import io.sluice.core.expression.Expression;
import io.sluice.core.expression.ExpressionException;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.PolicyContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Configured addresses and where the address of a caller is found.
 *
 * <p>Threading: immutable; shared by all event loops.
 */
final class IpList {
    /** The setting behind {@code ipExpression} when a file does not name one. */
    static final String FORWARDED_FOR = "#[attributes.headers['x-forwarded-for']]";

    private final CidrSet addresses;
    private final Expression candidate;

    IpList(List<String> ips, Expression candidate, PolicyContext context) {
        this.candidate = candidate;
        List<CidrSet.Range> ranges = new ArrayList<>();
        for (int i = 0; i < ips.size(); i++) {
            CidrSet.Range range = CidrSet.parse(ips.get(i).strip());
            if (range == null) {
                context.problem(
                        "ips[" + i + "]",
                        "must be an IP address, a CIDR block or the beginning of an IPv4 address but is " + ips.get(i));
            } else {
                ranges.add(range);
            }
        }
        addresses = new CidrSet(ranges);
        if (candidate.isLiteral()) {
            context.problem(
                    "ipExpression",
                    "ipExpression must be an expression such as #[attributes.remoteAddress] but is "
                            + candidate.source());
        }
    }

    /** Whether the caller has an address and it is one of these. */
    boolean holds(Exchange exchange) {
        String text = text(exchange);
        IpAddress address = text == null ? null : IpAddress.parse(first(text));
        return address != null && addresses.contains(address);
    }

    private @Nullable String text(Exchange exchange) {
        try {
            return candidate.text(ExchangeContext.request(exchange));
        } catch (ExpressionException e) {
            return null;
        }
    }

    /** The first address of a list, without brackets and port if it has them. */
    static String first(String list) {
        int comma = list.indexOf(',');
        return IpAddress.ofNode(comma < 0 ? list : list.substring(0, comma));
    }
}
