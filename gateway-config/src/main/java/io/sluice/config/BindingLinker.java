package io.sluice.config;

import io.sluice.config.EffectiveConfig.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the policies of each API: those in its own document, those whose bindings name it, and those whose bindings select it by its labels. */
final class BindingLinker {
    /** A binding document whose policy is known. */
    private record Bound(Manifest.PolicyBinding manifest, PolicyReferences.Resolved policy) {}

    private final Manifests manifests;
    private final PolicyReferences references;
    private final Findings findings;
    private final Map<ResourceName, List<Bound>> byApi = new HashMap<>();
    private final List<Bound> selecting = new ArrayList<>();

    BindingLinker(Manifests manifests, PolicyReferences references, Findings findings) {
        this.manifests = manifests;
        this.references = references;
        this.findings = findings;
        manifests.all(Manifest.PolicyBinding.class).forEach(this::attach);
    }

    /** In the order in which they run; routes and TLS among them. */
    List<LinkedBinding> bindings(Manifest.ApiInstance api) {
        List<LinkedBinding> bindings = new ArrayList<>(inline(api));
        byApi.getOrDefault(api.metadata().resource(), List.of())
                .forEach(bound -> bindings.add(linked(bound, Scope.BINDING)));
        selecting.stream()
                .filter(bound -> selects(bound.manifest(), api))
                .forEach(bound -> bindings.add(linked(bound, Scope.SELECTOR)));
        bindings.sort(LinkedBinding.ORDER);
        return bindings;
    }

    private void attach(Manifest.PolicyBinding binding) {
        BindingSpec.TargetRef target = binding.spec().targetRef();
        PolicyReferences.Resolved policy = resolve(
                binding.spec().policyRef(),
                binding.spec().config().orElse(null),
                binding.metadata().namespace());
        boolean found = target.kind() == BindingSpec.Kind.SELECTOR ? selectsAny(binding) : exists(binding);
        if (policy == null || !found) {
            return;
        }
        Bound bound = new Bound(binding, policy);
        switch (target.kind()) {
            case SELECTOR -> selecting.add(bound);
            case SERVICE -> reportOutbound(binding.spec().policyRef().name());
            case API_INSTANCE ->
                byApi.computeIfAbsent(target(binding), key -> new ArrayList<>()).add(bound);
        }
    }

    private PolicyReferences.@Nullable Resolved resolve(PolicyRef ref, @Nullable Node config, String namespace) {
        Node written = config == null ? new Node.Mapping(ref.name().at(), List.of()) : config;
        return references.resolve(ref, namespace, written);
    }

    private static ResourceName target(Manifest.PolicyBinding binding) {
        BindingSpec.TargetRef target = binding.spec().targetRef();
        return new ResourceName(
                target.namespace().orElse(binding.metadata().namespace()),
                target.name().orElseThrow().text());
    }

    private boolean exists(Manifest.PolicyBinding binding) {
        boolean service = binding.spec().targetRef().kind() == BindingSpec.Kind.SERVICE;
        Class<? extends Manifest> kind = service ? Manifest.Service.class : Manifest.ApiInstance.class;
        ResourceName target = target(binding);
        if (manifests.find(kind, target) != null) {
            return true;
        }
        Node.Scalar name = binding.spec().targetRef().name().orElseThrow();
        manifests.reportDangling(kind, name, target.namespace(), findings);
        return false;
    }

    private boolean selectsAny(Manifest.PolicyBinding binding) {
        boolean any = manifests.all(Manifest.ApiInstance.class).stream().anyMatch(api -> selects(binding, api));
        if (!any) {
            findings.add(Problem.of(
                    ProblemCode.SELECTS_NOTHING,
                    binding.spec().targetRef().at(),
                    "no ApiInstance has the labels that the binding `"
                            + binding.metadata().qualifiedName() + "` selects; it guards nothing"));
        }
        return any;
    }

    private static boolean selects(Manifest.PolicyBinding binding, Manifest.ApiInstance api) {
        return binding.spec()
                .targetRef()
                .selector()
                .map(selector -> api.metadata()
                        .labels()
                        .entrySet()
                        .containsAll(selector.labels().entrySet()))
                .orElse(true);
    }

    private static LinkedBinding linked(Bound bound, Scope scope) {
        BindingSpec spec = bound.manifest().spec();
        return new LinkedBinding(
                bound.manifest().metadata().qualifiedName(),
                bound.manifest().metadata().namespace(),
                scope,
                spec.order(),
                0,
                spec.policyRef().name(),
                bound.policy().kind(),
                bound.policy().config(),
                spec.rules());
    }

    private List<LinkedBinding> inline(Manifest.ApiInstance api) {
        List<LinkedBinding> bindings = new ArrayList<>();
        List<ApiSpec.InlinePolicy> policies = api.spec().policies();
        for (int i = 0; i < policies.size(); i++) {
            ApiSpec.InlinePolicy spec = policies.get(i);
            PolicyReferences.Resolved policy = resolve(
                    spec.policyRef(), spec.config().orElse(null), api.metadata().namespace());
            if (policy != null) {
                bindings.add(inline(api, spec, policy, i + 1));
            }
        }
        api.spec().services().values().forEach(service -> checkOutbound(service, api));
        return bindings;
    }

    private static LinkedBinding inline(
            Manifest.ApiInstance api, ApiSpec.InlinePolicy spec, PolicyReferences.Resolved policy, int position) {
        String called = policy.kind() instanceof PolicyKind.InChain chain
                ? chain.type().name()
                : spec.policyRef().name().text();
        return new LinkedBinding(
                api.metadata().name().text() + '-' + called + '-' + position,
                api.metadata().namespace(),
                Scope.INLINE,
                0,
                position,
                spec.policyRef().name(),
                policy.kind(),
                policy.config(),
                spec.rules());
    }

    private void checkOutbound(ApiSpec.InlineService service, Manifest.ApiInstance api) {
        for (ApiSpec.InlinePolicy policy : service.policies()) {
            if (resolve(
                            policy.policyRef(),
                            policy.config().orElse(null),
                            api.metadata().namespace())
                    != null) {
                reportOutbound(policy.policyRef().name());
            }
        }
    }

    private void reportOutbound(Node.Scalar policy) {
        String message = "the policy " + policy.text() + " guards an API but is bound to a service";
        findings.add(Problem.of(ProblemCode.UNSUPPORTED_SETTING, policy, message)
                .noting("bind it to the ApiInstance whose requests go there"));
    }
}
