package io.sluice.config;

import io.sluice.core.schema.Alias;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Matches;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code spec} of a {@code PolicyBinding}. */
record BindingSpec(
        @Doc("What the policy guards.") TargetRef targetRef,
        @Doc("The policy.") PolicyRef policyRef,

        @Doc("Smaller ones see the request earlier and the response later; of routes, smaller ones are tried earlier.")
        @Default("50")
        int order,

        @Doc("Settings of the policy.") Optional<Node> config,

        @Doc("The requests it applies to; without rules all. For a route: the requests it takes.")
        List<RuleSpec> rules) {
    /** @param name required unless the target is chosen by its labels */
    record TargetRef(
            @Doc("A single API, an upstream, or every API with certain labels.") @Default("ApiInstance")
            Kind kind,

            @Doc("Name of the ApiInstance or Service; not for a Selector.")
            Optional<Node.Scalar> name,

            @Doc("Namespace of the target; that of the binding if absent.")
            Optional<String> namespace,

            @Doc("Which APIs; only for a Selector.") Optional<Selector> selector,
            Location at) {
        TargetRef {
            if (kind != Kind.SELECTOR && name.isEmpty()) {
                throw new IllegalArgumentException("targetRef must have a name unless its kind is Selector");
            }
            if (kind != Kind.SELECTOR && selector.isPresent()) {
                throw new IllegalArgumentException(
                        "selector must stand with kind Selector but stands with another kind");
            }
        }
    }

    enum Kind {
        API_INSTANCE("ApiInstance"),
        SERVICE("Service"),
        SELECTOR("Selector");

        private final String written;

        Kind(String written) {
            this.written = written;
        }

        @Override
        public String toString() {
            return written;
        }
    }

    record Selector(
            @Doc("ApiInstance; nothing else can be selected.") @Default("ApiInstance") @Matches("ApiInstance")
            String kind,

            @Doc("All of them must be on the ApiInstance; without labels every ApiInstance is meant.")
            @Alias("matchLabels")
            Map<String, String> labels) {}
}
