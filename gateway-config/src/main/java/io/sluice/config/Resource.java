package io.sluice.config;

import org.jspecify.annotations.Nullable;

/** What a document describes, as far as it says so itself. */
public record Resource(String kind, String namespace, String name) {
    /** Null if {@code document} names no kind or has no name. */
    static @Nullable Resource of(Node document) {
        Node metadata = document instanceof Node.Mapping mapping ? mapping.get("metadata") : null;
        String kind = text(document, "kind");
        String name = text(metadata, "name");
        if (kind == null || name == null) {
            return null;
        }
        String namespace = text(metadata, "namespace");
        return new Resource(kind, namespace == null ? "default" : namespace, name);
    }

    private static @Nullable String text(@Nullable Node of, String key) {
        return of instanceof Node.Mapping mapping && mapping.get(key) instanceof Node.Scalar scalar
                ? scalar.text()
                : null;
    }

    /** Such as {@code ApiInstance shop/catalog}. */
    @Override
    public String toString() {
        return kind + ' ' + (namespace.equals("default") ? name : namespace + '/' + name);
    }
}
