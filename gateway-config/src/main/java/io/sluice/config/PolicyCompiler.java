package io.sluice.config;

import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.runtime.Condition;
import io.sluice.core.runtime.PolicyStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies of an API → the steps of its chain; a policy that means what it meant in the previous generation is taken over. */
final class PolicyCompiler {
    private final PolicyRegistry registry;
    private final Metrics metrics;
    private final SecretResolver secrets;
    private final Findings findings;
    private final Inventory previous;
    private final Inventory built;
    private final RecordBinder binder;

    /** @param built is told every policy of the new generation */
    PolicyCompiler(
            PolicyRegistry registry,
            Metrics metrics,
            SecretResolver secrets,
            Findings findings,
            Inventory previous,
            Inventory built) {
        this.registry = registry;
        this.metrics = metrics;
        this.secrets = secrets;
        this.findings = findings;
        this.previous = previous;
        this.built = built;
        this.binder = new RecordBinder(findings);
    }

    List<PolicyStep> compile(LinkedApi api, ApiMeters meters) {
        List<PolicyStep> first = new ArrayList<>();
        List<PolicyStep> others = new ArrayList<>();
        List<Manifest.PolicySpec> specs = api.manifest().spec().policies();
        for (int i = 0; i < specs.size(); i++) {
            PolicyType<?> type = type(specs.get(i));
            if (type == null) {
                continue;
            }
            PolicyStep step = step(type, specs.get(i), api, i + 1, meters);
            if (step != null) {
                (type.first() ? first : others).add(step);
            }
        }
        first.addAll(others);
        return first;
    }

    private @Nullable PolicyType<?> type(Manifest.PolicySpec spec) {
        Node.Scalar name = spec.policyRef().name();
        PolicyType<?> type = registry.find(name.text());
        if (type == null && !PolicyRegistry.isTls(name.text())) {
            findings.add(Problem.of(ProblemCode.UNKNOWN_POLICY, name, "unknown policy `" + name.text() + '`')
                    .suggesting(registry.suggestions(name.text()))
                    .noting("policies of this release: " + String.join(", ", registry.names())));
        }
        return type;
    }

    private <C extends Record> @Nullable PolicyStep step(
            PolicyType<C> type, Manifest.PolicySpec spec, LinkedApi api, int position, ApiMeters meters) {
        String name = api.manifest().metadata().name().text() + '-' + type.name() + '-' + position;
        Node empty = new Node.Mapping(spec.policyRef().name().at(), List.of());
        Node node = secrets.resolve(spec.config().orElse(empty));
        C config = binder.bind(type.config(), node);
        if (config == null) {
            return null;
        }
        Policy policy = policy(type, config, new Inventory.Binding(api.name(), name), node);
        return policy == null
                ? null
                : new PolicyStep(name, policy, condition(type, spec), meters.policy(name, type.name()));
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

    private Condition condition(PolicyType<?> type, Manifest.PolicySpec spec) {
        if (type.first() && !spec.rules().isEmpty()) {
            String message = "the policy " + type.name() + " applies to every request; its rules are ignored";
            findings.add(ProblemCode.IGNORED_RULES, spec.policyRef().name(), message);
            return Condition.ALWAYS;
        }
        return Rules.condition(spec.rules());
    }
}
