package io.sluice.config;

import org.jspecify.annotations.Nullable;

/** What a document describes, as far as it says so itself. */
public record Resource(String kind, String namespace, String name) {
    /** Null if {@code document} names no kind or has no name. */
    static @Nullable Resource of(Node document) {
        String kind = text(document, "kind");
        String name = text(document, "metadata.name");
        if (kind == null || name == null) {
            return null;
        }
        String namespace = text(document, "metadata.namespace");
        return new Resource(kind, namespace == null ? "default" : namespace, name);
    }

    private static @Nullable String text(Node document, String path) {
        Node found = Node.find(document, path);
        boolean whole = found instanceof Node.Scalar && found.at().path().equals(path);
        return whole && !Node.isNull(found) ? ((Node.Scalar) found).text() : null;
    }

    /** Such as {@code ApiInstance shop/catalog}. */
    @Override
    public String toString() {
        return kind + ' ' + (namespace.equals("default") ? name : namespace + '/' + name);
    }
}
