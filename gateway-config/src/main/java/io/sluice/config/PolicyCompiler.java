package io.sluice.config;

import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.runtime.PolicyStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies of an API → the steps of its chain; a policy that means what it meant in the previous generation is taken over. */
final class PolicyCompiler {
    /** A policy in its place, for the data plane and for people. */
    record Compiled(PolicyStep step, EffectiveConfig.Policy effective) {}

    private final Metrics metrics;
    private final Findings findings;
    private final Inventory previous;
    private final Inventory built;
    private final PolicySettings settings;

    /** @param built is told every policy of the new generation */
    PolicyCompiler(Metrics metrics, Findings findings, Inventory previous, Inventory built) {
        this.metrics = metrics;
        this.findings = findings;
        this.previous = previous;
        this.built = built;
        this.settings = new PolicySettings(findings);
    }

    List<Compiled> compile(LinkedApi api, ApiMeters meters) {
        List<Compiled> chain = new ArrayList<>();
        for (LinkedBinding binding : api.bindings()) {
            Compiled compiled = binding.kind() instanceof PolicyKind.InChain kind
                    ? compile(kind.type(), binding, api, meters)
                    : null;
            if (compiled != null) {
                chain.add(compiled);
            }
        }
        return chain;
    }

    private <C extends Record> @Nullable Compiled compile(
            PolicyType<C> type, LinkedBinding binding, LinkedApi api, ApiMeters meters) {
        PolicySettings.Bound<C> bound = settings.bind(type.config(), binding.config());
        if (bound == null) {
            return null;
        }
        Policy policy =
                policy(type, bound.config(), new Inventory.Binding(api.name(), binding.name()), binding.config());
        if (policy == null) {
            return null;
        }
        List<RuleSpec> rules = rules(type, binding);
        PolicyStep step = new PolicyStep(
                binding.name(), policy, Rules.condition(rules), meters.policy(binding.name(), type.name()));
        return new Compiled(
                step,
                new EffectiveConfig.Policy(
                        binding.name(),
                        type,
                        binding.policy().at().place(),
                        binding.scope(),
                        binding.order(),
                        Rules.effective(rules),
                        bound.tree()));
    }

    private <C extends Record> @Nullable Policy policy(
            PolicyType<C> type, C config, Inventory.Binding binding, Node node) {
        Inventory.Built known = previous.policy(binding);
        Inventory.Built now =
                known != null && known.isFor(type.name(), config) ? known : build(type, config, binding, node);
        if (now == null) {
            return null;
        }
        built.add(binding, now);
        return now.policy();
    }

    private <C extends Record> Inventory.@Nullable Built build(
            PolicyType<C> type, C config, Inventory.Binding binding, Node node) {
        BindingContext context = new BindingContext(binding, node, metrics, findings);
        try {
            Policy policy = type.factory().apply(config, context);
            return new Inventory.Built(type.name(), config, context.upstreams(), policy);
        } catch (RuntimeException e) {
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            findings.add(ProblemCode.POLICY_REFUSED, node, message);
            return null;
        }
    }

    private List<RuleSpec> rules(PolicyType<?> type, LinkedBinding binding) {
        if (!type.first() || binding.rules().isEmpty()) {
            return binding.rules();
        }
        String message = "the policy " + type.name() + " applies to every request; its rules are ignored";
        findings.add(ProblemCode.IGNORED_RULES, binding.policy(), message);
        return List.of();
    }
}
