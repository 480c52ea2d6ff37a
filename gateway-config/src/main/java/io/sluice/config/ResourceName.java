package io.sluice.config;

/** What identifies a manifest among those of its kind. */
record ResourceName(String namespace, String name) {
    static final String DEFAULT_NAMESPACE = "default";

    /** {@code namespace/name}, without the namespace if it is {@code default}. */
    @Override
    public String toString() {
        return namespace.equals(DEFAULT_NAMESPACE) ? name : namespace + '/' + name;
    }
}
