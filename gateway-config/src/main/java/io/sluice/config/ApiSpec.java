package io.sluice.config;

import io.sluice.core.runtime.EncodedSlashes;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Matches;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code spec} of an {@code ApiInstance}. */
record ApiSpec(
        @Doc("Where to listen: http:// or https://, host, port and optionally a base path.")
        Node.Scalar address,

        @Doc("Upstreams of this API by name.") Map<String, InlineService> services,

        @Doc("Policies in the order in which they see requests.")
        List<InlinePolicy> policies,

        @Doc(
                "What becomes of %2F in a path: refused with 400, or kept as part of a segment; every upstream must read it so too.")
        @Default("refuse")
        EncodedSlashes encodedSlashes) {

    record InlineService(
            @Doc("Scheme, host and port of the upstream.") Node.Scalar address,

            @Doc("Which requests it takes; without routes all.")
            List<InlineRoute> routes,

            @Doc("Policies for the way to this upstream.") List<InlinePolicy> policies) {}

    record InlineRoute(List<RuleSpec> rules, RouteConfig config, Location at) {}

    record RouteConfig(
            @Doc("Put in front of the forwarded path.") @Default("") @Matches("[^?#\\s]*")
            String destinationPath) {}

    record InlinePolicy(PolicyRef policyRef, Optional<Node> config, List<RuleSpec> rules) {}
}
