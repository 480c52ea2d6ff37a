package io.sluice.policies;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.sluice.core.expression.ExchangeContext;
import io.sluice.core.expression.Expression;
import io.sluice.core.expression.ExpressionException;
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
import io.sluice.core.schema.Range;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Allows a number of requests per fixed window, for everybody together or for each key, and refuses the rest with 429.
 *
 * <p>The count is exact across all loops of this gateway; other gateways count for themselves.
 *
 * <p>Threading: shared by all loops; what changes is in atomics.
 */
public final class RateLimitPolicy implements Policy {
    public static final PolicyType<Config> TYPE = PolicyType.of(
                    "rate-limiting-flex", Config.class, RateLimitPolicy::new)
            .describedAs(
                    Purpose.QUOTA,
                    "Allows a number of requests per fixed window, for everybody together or for each key, and refuses the rest with 429 before they reach the upstream.");

    /** Keys remembered at once by one policy. */
    static final int MAXIMUM_KEYS = 100_000;

    private static final AsciiString LIMIT = AsciiString.cached("x-ratelimit-limit");
    private static final AsciiString REMAINING = AsciiString.cached("x-ratelimit-remaining");
    private static final AsciiString RESET = AsciiString.cached("x-ratelimit-reset");

    private final @Nullable Expression keySelector;
    private final boolean exposeHeaders;
    private final Quota common;
    private final Quotas quotas;

    /** How much is allowed, and to whom. */
    public record Config(
            @Doc("The limits; a request must have quota in every one of them.") @NotEmpty
            List<Limit> rateLimits,

            @Doc("The key each of whose values has a quota of its own; without it all requests share one.")
            Optional<Expression> keySelector,

            @Doc("Whether responses carry x-ratelimit-limit, x-ratelimit-remaining and x-ratelimit-reset.")
            @Default("false")
            boolean exposeHeaders,

            @Doc("Accepted for compatibility; every gateway counts for itself.") @Default("true")
            boolean clusterizable,

            @Doc("Accepted for compatibility; the quota of a gateway that counts for itself is always known.")
            @Default("true")
            boolean blockOnUnknownQuota) {}

    /** One limit. */
    public record Limit(
            @Doc("Requests allowed in one window.") @Range(min = 1, max = 1_000_000_000)
            int maximumRequests,

            @Doc("Length of the window in milliseconds, at most 365 days.") @Range(min = 1, max = 31_536_000_000L)
            long timePeriodInMilliseconds) {}

    RateLimitPolicy(Config config, PolicyContext context) {
        this(config, MAXIMUM_KEYS);
    }

    RateLimitPolicy(Config config, int maximumKeys) {
        RateLimits limits = limits(config.rateLimits());
        keySelector = config.keySelector().orElse(null);
        exposeHeaders = config.exposeHeaders();
        common = new Quota("", limits);
        quotas = new Quotas(limits, maximumKeys);
    }

    @Override
    public Verdict onRequest(Exchange exchange) {
        long now = exchange.nanoTime();
        Quota quota = quota(exchange, now);
        Quota.Outcome outcome = quota.take(now);
        while (outcome == Quota.Outcome.RETIRED) {
            quotas.forget(quota);
            quota = quotas.of(quota.key(), now);
            outcome = quota.take(now);
        }
        return outcome == Quota.Outcome.TAKEN ? allow(exchange, quota, now) : refuse(exchange, quota, now);
    }

    @Override
    public Verdict onResponse(Exchange exchange) {
        Standing standing = exchange.state();
        if (standing != null) {
            expose(exchange, standing);
        }
        return Verdict.CONTINUE;
    }

    int keys() {
        return quotas.size();
    }

    private Quota quota(Exchange exchange, long now) {
        return keySelector == null ? common : quotas.of(key(exchange, keySelector), now);
    }

    private static String key(Exchange exchange, Expression selector) {
        try {
            String key = selector.text(ExchangeContext.request(exchange));
            return key == null ? "" : key;
        } catch (ExpressionException unresolvable) {
            return "";
        }
    }

    private Verdict allow(Exchange exchange, Quota quota, long now) {
        if (exposeHeaders) {
            exchange.state(quota.standing(now));
        }
        return Verdict.CONTINUE;
    }

    private Verdict refuse(Exchange exchange, Quota quota, long now) {
        Verdict verdict = exchange.fail(GatewayError.RATE_LIMITED);
        if (exposeHeaders) {
            expose(exchange, quota.standing(now));
        }
        return verdict;
    }

    private static void expose(Exchange exchange, Standing standing) {
        HttpHeaders headers = exchange.requireResponse().headers();
        headers.set(LIMIT, Integer.toString(standing.limit()));
        headers.set(REMAINING, Integer.toString(standing.remaining()));
        headers.set(RESET, Long.toString(standing.resetMillis()));
    }

    private static RateLimits limits(List<Limit> limits) {
        return new RateLimits(
                limits.stream().mapToInt(Limit::maximumRequests).toArray(),
                limits.stream()
                        .mapToLong(limit -> limit.timePeriodInMilliseconds() * 1_000_000)
                        .toArray());
    }
}
