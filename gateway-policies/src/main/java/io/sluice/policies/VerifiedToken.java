package io.sluice.policies;

import io.sluice.core.policy.Identity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature and fixed claims were found good.
 *
 * @param keys the set it was verified with
 * @param notBefore milliseconds since 1970, clock skew allowed for; negative infinity if it has no nbf
 * @param expires milliseconds since 1970, clock skew allowed for; positive infinity if it has no exp
 */
record VerifiedToken(
        KeySet keys, Map<String, @Nullable Object> claims, Identity identity, double notBefore, double expires) {
    /** @param text the whole token, which expressions see as {@code authentication.properties.jwt} */
    static VerifiedToken of(String text, Map<String, @Nullable Object> claims, KeySet keys, double skewMillis) {
        String principal = claims.get("sub") instanceof String subject ? subject : "";
        Identity identity = new Identity(principal, null, null, Map.of("claims", claims, "jwt", text));
        double notBefore = claims.get("nbf") instanceof Double nbf ? nbf * 1000 - skewMillis : Double.NEGATIVE_INFINITY;
        double expires = claims.get("exp") instanceof Double exp ? exp * 1000 + skewMillis : Double.POSITIVE_INFINITY;
        return new VerifiedToken(keys, claims, identity, notBefore, expires);
    }

    boolean isValidAt(long epochMillis) {
        return notBefore <= epochMillis && epochMillis < expires;
    }
}
