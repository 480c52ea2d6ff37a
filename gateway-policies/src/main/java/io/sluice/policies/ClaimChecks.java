package io.sluice.policies;

import io.sluice.core.expression.ExchangeContext;
import io.sluice.core.expression.ExpressionContext;
import io.sluice.core.expression.ExpressionException;
import io.sluice.core.policy.Exchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a token (RFC 7519, section 4) must be like, signature and time apart.
 *
 * <p>Threading: immutable, shared by all loops.
 */
final class ClaimChecks {
    private final boolean mandatoryExp;
    private final boolean mandatoryNbf;
    private final boolean mandatoryAud;
    private final boolean validateAud;
    private final Set<String> audiences;
    private final List<Check> fixed;
    private final List<Check> dynamic;

    private record Check(JwtPolicy.Claim claim, boolean mandatory) {}

    ClaimChecks(JwtPolicy.Config config) {
        mandatoryExp = config.mandatoryExpClaim();
        mandatoryNbf = config.mandatoryNbfClaim();
        mandatoryAud = config.mandatoryAudClaim();
        validateAud = config.validateAudClaim();
        audiences = audiences(config.supportedAudiences());
        List<Check> all = new ArrayList<>();
        if (config.validateCustomClaim()) {
            config.mandatoryCustomClaims().forEach(claim -> all.add(new Check(claim, true)));
            config.nonMandatoryCustomClaims().forEach(claim -> all.add(new Check(claim, false)));
        }
        fixed = all.stream().filter(check -> check.claim().value().isLiteral()).toList();
        dynamic =
                all.stream().filter(check -> !check.claim().value().isLiteral()).toList();
    }

    static Set<String> audiences(String list) {
        return list.isBlank()
                ? Set.of()
                : Arrays.stream(list.split(","))
                        .map(String::trim)
                        .filter(audience -> !audience.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The checks whose outcome depends on nothing but the token. */
    boolean admits(Map<String, @Nullable Object> claims) {
        return isTime(claims, "exp", mandatoryExp)
                && isTime(claims, "nbf", mandatoryNbf)
                && admitsAudience(claims)
                && fixed.stream().allMatch(check -> isEqual(check, claims));
    }

    /** The checks whose outcome may depend on the request. */
    boolean admits(Map<String, @Nullable Object> claims, Exchange exchange) {
        if (dynamic.isEmpty()) {
            return true;
        }
        ExpressionContext context =
                ExchangeContext.request(exchange, name -> name.equals("claimSet") ? claims : null, null);
        for (Check check : dynamic) {
            if (!isTrue(check, claims, context)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTime(Map<String, @Nullable Object> claims, String name, boolean mandatory) {
        return claims.containsKey(name) ? claims.get(name) instanceof Double time && Double.isFinite(time) : !mandatory;
    }

    private boolean admitsAudience(Map<String, @Nullable Object> claims) {
        Object claim = claims.get("aud");
        if (claim == null) {
            return !mandatoryAud;
        }
        if (!validateAud) {
            return true;
        }
        if (claim instanceof List<?> several) {
            return several.stream().allMatch(String.class::isInstance)
                    && several.stream().anyMatch(audiences::contains);
        }
        return audiences.contains(claim);
    }

    private static boolean isEqual(Check check, Map<String, @Nullable Object> claims) {
        Object claim = claims.get(check.claim().key());
        if (claim == null) {
            return !check.mandatory();
        }
        String expected = check.claim().value().source();
        return claim instanceof Double number
                ? isNumber(expected, number)
                : claim.toString().equals(expected) && isScalar(claim);
    }

    private static boolean isScalar(Object claim) {
        return claim instanceof String || claim instanceof Boolean;
    }

    private static boolean isNumber(String expected, double number) {
        try {
            return Double.parseDouble(expected) == number;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Anything but true is a failure, also a value that cannot be evaluated. */
    private static boolean isTrue(Check check, Map<String, @Nullable Object> claims, ExpressionContext context) {
        if (claims.get(check.claim().key()) == null) {
            return !check.mandatory();
        }
        try {
            return Boolean.TRUE.equals(check.claim().value().evaluate(context));
        } catch (ExpressionException e) {
            return false;
        }
    }
}
