package io.sluice.config;

/** What identifies a manifest among those of its kind. As a key it is compared by code of its own, which a start need not wait for the JVM to make. */
record ResourceName(String namespace, String name) {
    static final String DEFAULT_NAMESPACE = "default";

    /** {@code namespace/name}, without the namespace if it is {@code default}. */
    @Override
    public String toString() {
        return namespace.equals(DEFAULT_NAMESPACE) ? name : namespace + '/' + name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceName that && name.equals(that.name) && namespace.equals(that.namespace);
    }

    @Override
    public int hashCode() {
        return 31 * namespace.hashCode() + name.hashCode();
    }
}
