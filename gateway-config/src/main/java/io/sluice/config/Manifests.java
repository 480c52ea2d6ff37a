package io.sluice.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All manifests of a configuration, found by kind and name; of two with one name the first counts and the second is a problem. */
final class Manifests {
    private record Key(Class<? extends Manifest> kind, ResourceName name) {}

    private final Map<Key, Manifest> byName = new LinkedHashMap<>();

    Manifests(List<Manifest> manifests, Findings findings) {
        for (Manifest manifest : manifests) {
            Key key = new Key(manifest.getClass(), manifest.metadata().resource());
            Manifest first = byName.putIfAbsent(key, manifest);
            if (first != null) {
                String message =
                        "the " + manifest.getClass().getSimpleName() + " `" + key.name() + "` is defined twice";
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
        return kind.cast(byName.get(new Key(kind, name)));
    }

    /**
     * What a reference that leads nowhere should have said.
     *
     * @param namespace in which it was looked for
     */
    Problem dangling(Class<? extends Manifest> kind, Node.Scalar name, String namespace) {
        String label = kind.getSimpleName();
        ResourceName wanted = new ResourceName(namespace, name.text());
        Problem problem = Problem.of(
                ProblemCode.DANGLING_REFERENCE,
                name,
                "there is no " + label + " `" + name.text() + "` in the namespace `" + namespace + '`');
        List<? extends Manifest> all = all(kind);
        List<String> elsewhere = all.stream()
                .map(manifest -> manifest.metadata().resource())
                .filter(other -> other.name().equals(wanted.name()))
                .map(ResourceName::namespace)
                .toList();
        if (!elsewhere.isEmpty()) {
            return problem.noting(
                    "the namespace " + String.join(", ", elsewhere) + " has one; write namespace: " + elsewhere.get(0));
        }
        List<String> near = Spelling.closest(
                name.text(),
                all.stream().map(manifest -> manifest.metadata().name().text()).collect(Collectors.toSet()));
        Optional<? extends Manifest> meant = all.stream()
                .filter(manifest -> near.contains(manifest.metadata().name().text()))
                .findFirst();
        return meant.isEmpty()
                ? problem
                : problem.suggesting(near)
                        .noting("`" + meant.get().metadata().qualifiedName() + "` is defined at "
                                + meant.get().metadata().name().at());
    }
}
