package io.sluice.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds out what a reference to a policy means: a built-in policy, or an {@code Extension} that is one in the end. */
final class PolicyReferences {
    /** @param config with the defaults of Extensions on the way filled in */
    record Resolved(PolicyKind kind, Node config) {}

    private static final String CODE = "implementation";

    private final PolicyRegistry registry;
    private final Manifests manifests;
    private final Findings findings;

    PolicyReferences(PolicyRegistry registry, Manifests manifests, Findings findings) {
        this.registry = registry;
        this.manifests = manifests;
        this.findings = findings;
    }

    /** Null after a problem, and for a policy that has no effect. */
    @Nullable
    Resolved resolve(PolicyRef ref, String namespace, Node config) {
        Resolved resolved = find(ref, namespace, config);
        if (resolved == null) {
            return null;
        }
        if (resolved.kind() instanceof PolicyKind.WithoutEffect policy) {
            String message = "the policy " + policy.name() + " is accepted for compatibility and has no effect";
            findings.add(ProblemCode.IGNORED_POLICY, ref.name(), message);
            return null;
        }
        if (resolved.kind() instanceof PolicyKind.Unavailable policy) {
            reportUnavailable(ref.name(), "the policy " + policy.name() + " is not available in this release");
            return null;
        }
        return resolved;
    }

    private @Nullable Resolved find(PolicyRef ref, String namespace, Node config) {
        PolicyKind kind = registry.kind(ref.name().text());
        if (kind != null) {
            return new Resolved(kind, config);
        }
        Manifest.Extension extension =
                extension(ref.name().text(), ref.namespace().orElse(namespace));
        if (extension == null) {
            reportUnknown(ref.name());
            return null;
        }
        Map<String, Node> defaults = new LinkedHashMap<>();
        PolicyKind base = base(extension, defaults, new HashSet<>());
        if (base == null) {
            reportBaseless(ref.name(), extension);
            return null;
        }
        return new Resolved(base, filled(config, defaults));
    }

    /** Vendor policies live in the default namespace, so that is looked through too. */
    private Manifest.@Nullable Extension extension(String name, String namespace) {
        Manifest.Extension own = manifests.find(Manifest.Extension.class, new ResourceName(namespace, name));
        return own != null
                ? own
                : manifests.find(Manifest.Extension.class, new ResourceName(ResourceName.DEFAULT_NAMESPACE, name));
    }

    /** The built-in policy that {@code extension} is one of; collects what required settings are where they are absent. */
    private @Nullable PolicyKind base(Manifest.Extension extension, Map<String, Node> defaults, Set<Manifest> passed) {
        if (!passed.add(extension) || extension.spec().properties().containsKey(CODE)) {
            return null;
        }
        collectDefaults(extension.spec(), defaults);
        for (ExtensionSpec.Parent parent : extension.spec().parents()) {
            PolicyKind kind = registry.kind(parent.name().text());
            if (kind != null) {
                return kind;
            }
            Manifest.Extension next = extension(
                    parent.name().text(),
                    parent.namespace().orElse(extension.metadata().namespace()));
            PolicyKind inherited = next == null ? null : base(next, defaults, passed);
            if (inherited != null) {
                return inherited;
            }
        }
        return null;
    }

    private static void collectDefaults(ExtensionSpec spec, Map<String, Node> defaults) {
        spec.properties().forEach((name, property) -> {
            Node standard = property instanceof Node.Mapping mapping ? mapping.get("default") : null;
            if (standard != null && spec.required().contains(name)) {
                defaults.putIfAbsent(name, standard);
            }
        });
    }

    private static Node filled(Node config, Map<String, Node> defaults) {
        if (defaults.isEmpty() || !(config instanceof Node.Mapping mapping)) {
            return config;
        }
        List<Node.Pair> pairs = new ArrayList<>(mapping.pairs());
        defaults.forEach((name, value) -> {
            if (mapping.get(name) == null) {
                pairs.add(new Node.Pair(new Node.Scalar(value.at(), name, Node.Style.OTHER, false), value));
            }
        });
        return new Node.Mapping(mapping.at(), pairs);
    }

    private void reportUnknown(Node.Scalar name) {
        Set<String> known = new TreeSet<>(registry.names());
        manifests
                .all(Manifest.Extension.class)
                .forEach(extension -> known.add(extension.metadata().name().text()));
        List<String> near = new ArrayList<>(registry.suggestions(name.text()));
        Spelling.closest(name.text(), known).stream()
                .filter(each -> !near.contains(each))
                .forEach(near::add);
        findings.add(Problem.of(ProblemCode.UNKNOWN_POLICY, name, "unknown policy `" + name.text() + '`')
                .suggesting(near)
                .noting("policies of this release: " + String.join(", ", registry.names())));
    }

    private void reportBaseless(Node.Scalar name, Manifest.Extension extension) {
        if (extension.spec().properties().containsKey(CODE)) {
            reportUnavailable(
                    name, "the policy " + name.text() + " brings its own code, which this release does not run");
            return;
        }
        findings.add(Problem.of(
                        ProblemCode.DANGLING_REFERENCE,
                        name,
                        "the Extension `" + name.text() + "` is made of no policy of this release")
                .firstAt(extension.metadata().name().at()));
    }

    private void reportUnavailable(Node.Scalar name, String message) {
        findings.add(
                Problem.of(ProblemCode.UNAVAILABLE_POLICY, name, message)
                        .noting(
                                "it would refuse or change requests, so the API must not run without it: remove the policy or the API"));
    }
}
