package io.sluice.policies;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.concurrent.Future;
import io.sluice.core.expression.ExchangeContext;
import io.sluice.core.expression.Expression;
import io.sluice.core.expression.ExpressionException;
import io.sluice.core.policy.Continuation;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.PerLoop;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import io.sluice.core.policy.Verdict;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.NotEmpty;
import io.sluice.core.schema.Range;
import io.sluice.core.schema.Secret;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who presents a JSON Web Token (RFC 7519) that was signed with a configured key and makes the required claims.
 *
 * <p>A token that was verified once is remembered by its loop until it expires or the keys change, so that a client which sends it again costs no
 * cryptography.
 *
 * <p>Threading: shared by all loops; keys from the network and remembered tokens belong to their loop.
 */
public final class JwtPolicy implements Policy {
    public static final PolicyType<Config> TYPE = PolicyType.of("jwt-validation-flex", Config.class, JwtPolicy::new)
            .describedAs(
                    Purpose.AUTHENTICATION,
                    "Lets in who presents a JSON Web Token (RFC 7519) that was signed with a configured key and makes the required claims, and refuses everyone else.");

    private static final String SCHEME = "Bearer";
    private static final String CHALLENGE = "Bearer realm=\"JWT Validation Realm\"";
    private static final int REMEMBERED_TOKENS = 5_000;

    private final @Nullable Expression customOrigin;
    private final ClaimChecks claims;
    private final double skewMillis;
    private final PerLoop<LoopState> loops;
    private final @Nullable ResourceMetadata metadata;
    private final Continuation<Void> afterRefresh = (exchange, done) -> decide(exchange, awaited(exchange), true);
    private final Continuation<Void> afterSeek = (exchange, done) -> decide(exchange, awaited(exchange), false);

    private record LoopState(KeySource keys, TokenCache tokens) {}

    /** Where a token is found. */
    public enum JwtOrigin {
        HTTP_BEARER_AUTHENTICATION_HEADER,
        CUSTOM_EXPRESSION
    }

    /** How tokens are signed. */
    public enum SigningMethod {
        RSA,
        HMAC,
        ES,
        NONE
    }

    /** Where the keys are found. */
    public enum KeyOrigin {
        TEXT,
        JWKS
    }

    /** A claim and what it must be like. */
    public record Claim(
            @Doc("The name of the claim.") @NotEmpty String key,

            @Doc("The text the claim must be equal to, or a boolean expression that may use vars.claimSet.")
            Expression value) {}

    /** Which tokens are good. */
    public record Config(
            @Doc("Where the token is: httpBearerAuthenticationHeader or customExpression.")
            @Default("httpBearerAuthenticationHeader")
            JwtOrigin jwtOrigin,

            @Doc("The token, if jwtOrigin is customExpression.") @Default("#[attributes.headers['jwt']]")
            Expression jwtExpression,

            @Doc("How tokens are signed: rsa, hmac, es or none; with none signatures are not looked at.")
            @Default("rsa")
            SigningMethod signingMethod,

            @Doc("Bits of the hash: 256, 384 or 512; es takes 256 or 384.") @Default("256")
            int signingKeyLength,

            @Doc("Where the keys are: text or jwks.") @Default("text")
            KeyOrigin jwtKeyOrigin,

            @Doc("The shared secret, or the public key in PEM with or without its BEGIN and END lines.") @Secret
            Optional<String> textKey,

            @Doc("The addresses of JWK sets, separated by commas.")
            Optional<String> jwksUrl,

            @Doc("Minutes for which a fetched JWK set is used.") @Default("60") @Range(min = 1, max = 525_600)
            int jwksServiceTimeToLive,

            @Doc("Milliseconds a JWKS server has to connect and answer.")
            @Default("10000")
            @Range(min = 1, max = 600_000)
            int jwksServiceConnectionTimeout,

            @Doc("Whether an audience claim must name one of supportedAudiences.") @Default("false")
            boolean validateAudClaim,

            @Doc("Whether a token must have an audience claim.") @Default("false")
            boolean mandatoryAudClaim,

            @Doc("The accepted audiences, separated by commas.") @Default("")
            String supportedAudiences,

            @Doc("Whether a token must have an expiry claim; one that is there is always checked.") @Default("false")
            boolean mandatoryExpClaim,

            @Doc("Whether a token must have a not-before claim; one that is there is always checked.") @Default("false")
            boolean mandatoryNbfClaim,

            @Doc("Seconds by which the clocks of issuer and gateway may differ.")
            @Default("0")
            @Range(min = 0, max = 60)
            int clockSkewInSeconds,

            @Doc("Whether mandatoryCustomClaims and nonMandatoryCustomClaims are checked.") @Default("false")
            boolean validateCustomClaim,

            @Doc("Claims that must be there and as described.")
            List<Claim> mandatoryCustomClaims,

            @Doc("Claims that must be as described if they are there.")
            List<Claim> nonMandatoryCustomClaims,

            @Doc("Whether no contract of a client application is looked for; must be true.") @Default("true")
            boolean skipClientIdValidation,

            @Doc("Accepted for compatibility; without effect because skipClientIdValidation must be true.")
            @Default("#[vars.claimSet.client_id]")
            Expression clientIdExpression,

            @Doc("Whether clients are told where to get a token (RFC 9728).") @Default("false")
            boolean enableProtectedResourceMetadata,

            @Doc("The address of the authorization server; required if enableProtectedResourceMetadata is true.")
            Optional<URI> protectedResourceMetadataAuthorizationServerUrl) {
        @Override
        public String toString() {
            return "Config[signingMethod=" + signingMethod + ", signingKeyLength=" + signingKeyLength
                    + ", jwtKeyOrigin=" + jwtKeyOrigin + "]";
        }
    }

    JwtPolicy(Config config, PolicyContext context) {
        customOrigin = config.jwtOrigin() == JwtOrigin.CUSTOM_EXPRESSION ? config.jwtExpression() : null;
        claims = new ClaimChecks(config);
        skewMillis = config.clockSkewInSeconds() * 1000.0;
        metadata = config.enableProtectedResourceMetadata()
                ? config.protectedResourceMetadataAuthorizationServerUrl()
                        .map(ResourceMetadata::new)
                        .orElse(null)
                : null;
        Supplier<KeySource> keys = JwtKeys.of(config, context);
        loops = new PerLoop<>(() -> new LoopState(keys.get(), new TokenCache(REMEMBERED_TOKENS)));
        checkSettings(config, context);
    }

    @Override
    public Verdict onRequest(Exchange exchange) {
        if (metadata != null && metadata.isAskedFor(exchange.request())) {
            return metadata.answer(exchange);
        }
        if (Authorization.isRepeated(exchange.request().headers())) {
            return refuse(exchange);
        }
        String presented = presented(exchange);
        if (presented == null || presented.isEmpty()) {
            return missing(exchange);
        }
        Future<Void> pending = loops.get(exchange.loop()).keys().refresh(exchange);
        return pending == null ? decide(exchange, presented, true) : await(exchange, presented, pending, afterRefresh);
    }

    /** @param maySeek whether a key that is not known may be looked for */
    private Verdict decide(Exchange exchange, String presented, boolean maySeek) {
        LoopState loop = loops.get(exchange.loop());
        KeySet keys = loop.keys().keys();
        if (keys == null) {
            return exchange.fail(GatewayError.POLICY_UNDECIDED);
        }
        VerifiedToken known = loop.tokens().get(presented, keys);
        if (known != null) {
            return admit(exchange, known);
        }
        CompactJws token = CompactJws.parse(token(presented));
        if (token == null || !keys.expectsAlgorithmOf(token)) {
            return refuse(exchange);
        }
        return maySeek && !keys.knowsKeyOf(token)
                ? seek(exchange, presented, loop)
                : verify(exchange, presented, token, keys);
    }

    private Verdict seek(Exchange exchange, String presented, LoopState loop) {
        Future<Void> pending = loop.keys().seek(exchange);
        return pending == null ? decide(exchange, presented, false) : await(exchange, presented, pending, afterSeek);
    }

    private Verdict verify(Exchange exchange, String presented, CompactJws token, KeySet keys) {
        if (!keys.verifies(token) || !claims.admits(token.claims())) {
            return refuse(exchange);
        }
        VerifiedToken verified = VerifiedToken.of(token(presented), token.claims(), keys, skewMillis);
        if (verified.isValidAt(exchange.epochMillis())) {
            loops.get(exchange.loop()).tokens().put(presented, verified);
        }
        return admit(exchange, verified);
    }

    private Verdict admit(Exchange exchange, VerifiedToken token) {
        if (!token.isValidAt(exchange.epochMillis()) || !claims.admits(token.claims(), exchange)) {
            return refuse(exchange);
        }
        exchange.identity(token.identity());
        return Verdict.CONTINUE;
    }

    /** What was sent in the place where the token should be, null if nothing was. */
    private @Nullable String presented(Exchange exchange) {
        if (customOrigin == null) {
            String field = Authorization.value(exchange.request().headers());
            int start = field == null ? -1 : Authorization.credentials(field, SCHEME);
            return field != null && start >= 0 && start < field.length() ? field : null;
        }
        try {
            return customOrigin.text(ExchangeContext.request(exchange));
        } catch (ExpressionException absent) {
            return null;
        }
    }

    private String token(String presented) {
        return customOrigin == null ? presented.substring(Authorization.credentials(presented, SCHEME)) : presented;
    }

    private Verdict missing(Exchange exchange) {
        return metadata == null ? exchange.fail(GatewayError.BAD_REQUEST, "A token is required.") : refuse(exchange);
    }

    private Verdict refuse(Exchange exchange) {
        String challenge = metadata == null
                ? CHALLENGE
                : CHALLENGE + ", resource_metadata=\"" + metadata.address(exchange.request()) + '"';
        Verdict verdict = exchange.fail(GatewayError.UNAUTHENTICATED);
        exchange.requireResponse().headers().set(HttpHeaderNames.WWW_AUTHENTICATE, challenge);
        return verdict;
    }

    private static Verdict await(Exchange exchange, String presented, Future<Void> pending, Continuation<Void> then) {
        exchange.state(presented);
        return exchange.after(pending, then);
    }

    private static String awaited(Exchange exchange) {
        String presented = exchange.state();
        return Objects.requireNonNull(presented);
    }

    private static void checkSettings(Config config, PolicyContext context) {
        if (!config.skipClientIdValidation()) {
            context.problem("skipClientIdValidation", "skipClientIdValidation must be true but is false");
        }
        if (config.validateAudClaim()
                && ClaimChecks.audiences(config.supportedAudiences()).isEmpty()) {
            context.problem(
                    "supportedAudiences", "supportedAudiences must name an audience when validateAudClaim is true");
        }
        if (config.enableProtectedResourceMetadata()
                && config.protectedResourceMetadataAuthorizationServerUrl().isEmpty()) {
            context.problem(
                    "protectedResourceMetadataAuthorizationServerUrl",
                    "protectedResourceMetadataAuthorizationServerUrl must be set when enableProtectedResourceMetadata"
                            + " is true");
        }
    }
}
