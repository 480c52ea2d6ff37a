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
        String entry = (comma < 0 ? list : list.substring(0, comma)).strip();
        int bracket = entry.indexOf(']');
        if (entry.startsWith("[") && bracket > 0) {
            return isPort(entry, bracket + 1) ? entry.substring(1, bracket) : entry;
        }
        int colon = entry.indexOf(':');
        boolean ipv4 = colon > 0 && colon == entry.lastIndexOf(':');
        return ipv4 && isPort(entry, colon) ? entry.substring(0, colon) : entry;
    }

    private static boolean isPort(String entry, int colon) {
        if (colon == entry.length()) {
            return true;
        }
        String digits = entry.substring(colon + 1);
        return entry.charAt(colon) == ':'
                && !digits.isEmpty()
                && digits.length() <= 5
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
