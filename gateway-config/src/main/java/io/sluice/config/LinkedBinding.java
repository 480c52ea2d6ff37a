package io.sluice.config;

import java.util.Comparator;
import java.util.List;

/**
 * A policy that was found to guard an API.
 *
 * @param name of the binding, in logs and metrics
 * @param namespace of its document
 * @param position in the list of the API's own document, 0 for a {@code PolicyBinding}
 * @param policy where the policy is named
 * @param kind what is meant by that name
 * @param config its settings as written, with the defaults of an Extension filled in
 */
record LinkedBinding(
        String name,
        String namespace,
        EffectiveConfig.Scope scope,
        int order,
        int position,
        Node.Scalar policy,
        PolicyKind kind,
        Node config,
        List<RuleSpec> rules) {
    /** Smaller numbers first; then as written in the document of the API, then by name. */
    static final Comparator<LinkedBinding> ORDER = Comparator.comparing((LinkedBinding binding) -> !binding.runsFirst())
            .thenComparingInt(LinkedBinding::order)
            .thenComparing(binding -> binding.scope() != EffectiveConfig.Scope.INLINE)
            .thenComparingInt(LinkedBinding::position)
            .thenComparing(LinkedBinding::name);

    private boolean runsFirst() {
        return kind instanceof PolicyKind.InChain chain && chain.type().first();
    }
}
