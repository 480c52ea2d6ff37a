package io.sluice.config;

import io.sluice.core.runtime.PathMatcher;
import io.sluice.core.runtime.TextMatcher;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Matches;
import io.sluice.core.schema.NotEmpty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A document of a known kind, bound but not yet checked against others. */
sealed interface Manifest {
    Metadata metadata();

    /** An API: where it listens, where it sends requests, what guards it. */
    record ApiInstance(String apiVersion, String kind, Metadata metadata, ApiSpec spec) implements Manifest {}

    record Metadata(
            @Matches("[A-Za-z0-9][A-Za-z0-9._-]*") Node.Scalar name,

            @Default("default") @Matches("[A-Za-z0-9][A-Za-z0-9._-]*")
            String namespace,

            Map<String, String> labels,
            Map<String, String> annotations) {
        /** {@code namespace/name}, without the namespace if it is {@code default}. */
        String qualifiedName() {
            return namespace.equals("default") ? name.text() : namespace + '/' + name.text();
        }
    }

    record ApiSpec(Node.Scalar address, Map<String, ServiceSpec> services, List<PolicySpec> policies) {}

    record ServiceSpec(Node.Scalar address, List<RouteSpec> routes) {}

    record RouteSpec(List<RuleSpec> rules, RouteConfig config) {}

    record RouteConfig(@Default("") @Matches("[^?#\\s]*") String destinationPath) {}

    /** Predicates that must all hold. */
    record RuleSpec(
            @Default(".*") PathMatcher path,
            @Default(".*") TextMatcher methods,
            @Default(".*") TextMatcher host,
            Map<String, TextMatcher> headers) {}

    record PolicySpec(PolicyRef policyRef, Optional<Node> config, List<RuleSpec> rules) {}

    record PolicyRef(@NotEmpty Node.Scalar name, Optional<String> namespace, Optional<String> kind) {}
}
