package io.sluice.policies;

import io.sluice.core.policy.PolicyContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From the settings of a {@link JwtPolicy} to its keys; what is wrong with them is reported and then there are none. */
final class JwtKeys {
    private final JwtPolicy.Config config;
    private final PolicyContext context;

    private JwtKeys(JwtPolicy.Config config, PolicyContext context) {
        this.config = config;
        this.context = context;
    }

    /** Called once for each loop. */
    static Supplier<KeySource> of(JwtPolicy.Config config, PolicyContext context) {
        return new JwtKeys(config, context).source();
    }

    private Supplier<KeySource> source() {
        if (config.signingMethod() == JwtPolicy.SigningMethod.NONE) {
            return fixed(KeySet.ANYTHING);
        }
        JwtAlgorithm algorithm = algorithm();
        if (algorithm == null) {
            return fixed(KeySet.of(JwtAlgorithm.RS256, List.of()));
        }
        return config.jwtKeyOrigin() == JwtPolicy.KeyOrigin.TEXT ? fixed(text(algorithm)) : jwks(algorithm);
    }

    private static Supplier<KeySource> fixed(KeySet keys) {
        KeySource source = KeySource.of(keys);
        return () -> source;
    }

    private @Nullable JwtAlgorithm algorithm() {
        String family = switch (config.signingMethod()) {
            case HMAC -> "HS";
            case ES -> "ES";
            default -> "RS";
        };
        String name = family + config.signingKeyLength();
        for (JwtAlgorithm algorithm : JwtAlgorithm.values()) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        String lengths = family.equals("ES") ? "256 or 384" : "256, 384 or 512";
        context.problem(
                "signingKeyLength", "signingKeyLength must be " + lengths + " but is " + config.signingKeyLength());
        return null;
    }

    private KeySet text(JwtAlgorithm algorithm) {
        try {
            return TextKey.read(config.textKey().orElse(""), algorithm);
        } catch (IllegalArgumentException e) {
            context.problem("textKey", "textKey " + e.getMessage());
            return KeySet.of(algorithm, List.of());
        }
    }

    private Supplier<KeySource> jwks(JwtAlgorithm algorithm) {
        List<Jwks.Server> servers = new ArrayList<>();
        for (String address : config.jwksUrl().orElse("").split(",", -1)) {
            URI uri = address(address.trim());
            if (uri == null) {
                context.problem("jwksUrl", "jwksUrl must name http or https addresses but is '" + address.trim() + "'");
            } else {
                servers.add(new Jwks.Server(context.upstream(uri), target(uri)));
            }
        }
        Jwks.Settings settings = new Jwks.Settings(
                servers,
                algorithm,
                Duration.ofMinutes(config.jwksServiceTimeToLive()),
                Duration.ofMillis(config.jwksServiceConnectionTimeout()));
        return () -> new Jwks(settings);
    }

    private static @Nullable URI address(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getRawUserInfo() == null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String target(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }
}
