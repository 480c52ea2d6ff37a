package io.sluice.policies;

import io.sluice.core.expression.Expression;
import io.sluice.core.testing.PolicyHarness;
import io.sluice.policies.JwtPolicy.Claim;
import io.sluice.policies.JwtPolicy.JwtOrigin;
import io.sluice.policies.JwtPolicy.KeyOrigin;
import io.sluice.policies.JwtPolicy.SigningMethod;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Settings of a JWT policy for tests: the defaults, changed one by one. */
final class JwtConfig {
    private Optional<Expression> expression = Optional.empty();
    private SigningMethod method = SigningMethod.RSA;
    private int length = 256;
    private Optional<String> textKey = Optional.empty();
    private Optional<String> jwksUrl = Optional.empty();
    private int minutes = 60;
    private boolean validateAud;
    private boolean mandatoryAud;
    private String audiences = "";
    private boolean mandatoryExp;
    private boolean mandatoryNbf;
    private int skew;
    private List<Claim> mandatory = List.of();
    private List<Claim> optional = List.of();
    private boolean validateCustom = true;
    private boolean skipClientId = true;
    private Optional<URI> authorizationServer = Optional.empty();
    private boolean metadata;

    JwtConfig expression(String text) {
        expression = Optional.of(Expression.compile(text));
        return this;
    }

    JwtConfig method(SigningMethod value, int bits) {
        method = value;
        length = bits;
        return this;
    }

    JwtConfig textKey(String value) {
        textKey = Optional.of(value);
        return this;
    }

    JwtConfig jwks(String urls, int timeToLiveMinutes) {
        jwksUrl = Optional.of(urls);
        minutes = timeToLiveMinutes;
        return this;
    }

    JwtConfig audiences(boolean validate, boolean required, String supported) {
        validateAud = validate;
        mandatoryAud = required;
        audiences = supported;
        return this;
    }

    JwtConfig mandatoryTimes() {
        mandatoryExp = true;
        mandatoryNbf = true;
        return this;
    }

    JwtConfig skew(int seconds) {
        skew = seconds;
        return this;
    }

    JwtConfig mandatory(String key, String value) {
        mandatory = List.of(new Claim(key, Expression.compile(value)));
        return this;
    }

    JwtConfig optional(String key, String value) {
        optional = List.of(new Claim(key, Expression.compile(value)));
        return this;
    }

    JwtConfig withoutCustomClaims() {
        validateCustom = false;
        return this;
    }

    JwtConfig withClientIds() {
        skipClientId = false;
        return this;
    }

    JwtConfig metadata(String server) {
        metadata = true;
        authorizationServer =
                Optional.of(server).filter(text -> !text.isEmpty()).map(URI::create);
        return this;
    }

    PolicyHarness policy() {
        return new PolicyHarness(context -> new JwtPolicy(build(), context));
    }

    JwtPolicy.Config build() {
        return new JwtPolicy.Config(
                expression.isPresent() ? JwtOrigin.CUSTOM_EXPRESSION : JwtOrigin.HTTP_BEARER_AUTHENTICATION_HEADER,
                expression.orElse(Expression.compile("#[attributes.headers['jwt']]")),
                method,
                length,
                jwksUrl.isPresent() ? KeyOrigin.JWKS : KeyOrigin.TEXT,
                textKey,
                jwksUrl,
                minutes,
                10_000,
                validateAud,
                mandatoryAud,
                audiences,
                mandatoryExp,
                mandatoryNbf,
                skew,
                validateCustom,
                mandatory,
                optional,
                skipClientId,
                Expression.compile("#[vars.claimSet.client_id]"),
                metadata,
                authorizationServer);
    }
}
