package io.sluice.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All manifests of a configuration, found by kind and name; of two with one name the first counts and the second is a problem. */
final class Manifests {
    /** Compared like {@link ResourceName}, by code of its own. */
    record Key(ManifestKind kind, ResourceName name) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && kind == that.kind && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return 31 * kind.ordinal() + name.hashCode();
        }
    }

    private final Map<Key, Manifest> byName = new LinkedHashMap<>();
    private final Set<Key> broken;

    /** @param broken those that exist but have faults of their own, so that nobody is told that they do not exist */
    Manifests(List<Manifest> manifests, Set<Key> broken, Findings findings) {
        this.broken = Set.copyOf(broken);
        for (Manifest manifest : manifests) {
            Key key = new Key(ManifestKind.of(manifest), manifest.metadata().resource());
            Manifest first = byName.putIfAbsent(key, manifest);
            if (first != null) {
                String message = "the " + key.kind().label() + " `" + key.name() + "` is defined twice";
                findings.add(Problem.of(
                                ProblemCode.DUPLICATE_NAME, manifest.metadata().name(), message)
                        .firstAt(first.metadata().name().at()));
            }
        }
    }

    /** In the order of files and documents. */
    <M extends Manifest> List<M> all(Class<M> kind) {
        return byName.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <M extends Manifest> @Nullable M find(Class<M> kind, ResourceName name) {
        return kind.cast(byName.get(new Key(ManifestKind.of(kind), name)));
    }

    /**
     * Says what a reference that leads nowhere should have said.
     *
     * @param namespace in which it was looked for
     */
    void reportDangling(Class<? extends Manifest> kind, Node.Scalar name, String namespace, Findings findings) {
        ManifestKind wanted = ManifestKind.of(kind);
        if (broken.contains(new Key(wanted, new ResourceName(namespace, name.text())))) {
            return;
        }
        String message =
                "there is no " + wanted.label() + " `" + name.text() + "` in the namespace `" + namespace + '`';
        findings.add(hinted(Problem.of(ProblemCode.DANGLING_REFERENCE, name, message), all(kind), name.text()));
    }

    private static Problem hinted(Problem problem, List<? extends Manifest> all, String name) {
        for (Manifest other : all) {
            if (other.metadata().name().text().equals(name)) {
                String namespace = other.metadata().namespace();
                return problem.noting("the namespace " + namespace + " has one; write namespace: " + namespace);
            }
        }
        List<String> names =
                all.stream().map(other -> other.metadata().name().text()).toList();
        List<String> near = Spelling.closest(name, Set.copyOf(names));
        if (near.isEmpty()) {
            return problem;
        }
        Manifest meant = all.get(names.indexOf(near.get(0)));
        return problem.suggesting(near)
                .noting("`" + meant.metadata().qualifiedName() + "` is defined at "
                        + meant.metadata().name().at());
    }
}
