package io.sluice.config;

import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import java.util.List;

/** Looks at the order of policies: what is said about CORS and cannot be, and what is left to chance. */
final class ChainCheck {
    private final Findings findings;

    ChainCheck(Findings findings) {
        this.findings = findings;
    }

    void check(LinkedApi api) {
        List<LinkedBinding> chain = api.bindings().stream()
                .filter(binding -> binding.kind() instanceof PolicyKind.InChain)
                .toList();
        chain.stream().filter(binding -> type(binding).first()).forEach(first -> checkFirst(first, chain));
        for (int i = 1; i < chain.size(); i++) {
            checkTie(chain.get(i - 1), chain.get(i));
        }
    }

    /** A preflight carries no credentials, so CORS behind authentication would break browsers. */
    private void checkFirst(LinkedBinding first, List<LinkedBinding> chain) {
        chain.stream()
                .filter(other -> type(other).purpose() == Purpose.AUTHENTICATION && standsBefore(other, first))
                .findFirst()
                .ifPresent(other -> findings.add(Problem.of(
                                ProblemCode.RUNS_FIRST,
                                first.policy(),
                                type(first).name() + " is written behind `" + other.name()
                                        + "` but always runs first, because preflight requests carry no credentials")
                        .firstAt(other.policy().at())));
    }

    private static boolean standsBefore(LinkedBinding one, LinkedBinding other) {
        boolean inline = one.scope() == EffectiveConfig.Scope.INLINE && other.scope() == EffectiveConfig.Scope.INLINE;
        return inline ? one.position() < other.position() : one.order() < other.order();
    }

    private void checkTie(LinkedBinding one, LinkedBinding other) {
        boolean bound = one.scope() != EffectiveConfig.Scope.INLINE && other.scope() != EffectiveConfig.Scope.INLINE;
        if (!bound || one.order() != other.order() || type(one).first() || isSameKind(one, other)) {
            return;
        }
        findings.add(Problem.of(
                        ProblemCode.ORDER_TIE,
                        other.policy(),
                        "the bindings `" + one.name() + "` and `" + other.name() + "` have the same order "
                                + one.order() + ", so `" + one.name()
                                + "` runs first by its name alone; give them different orders")
                .firstAt(one.policy().at()));
    }

    private static boolean isSameKind(LinkedBinding one, LinkedBinding other) {
        return type(one).name().equals(type(other).name());
    }

    private static PolicyType<?> type(LinkedBinding binding) {
        return ((PolicyKind.InChain) binding.kind()).type();
    }
}
