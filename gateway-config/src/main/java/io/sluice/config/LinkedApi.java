package io.sluice.config;

/** An API whose own address is understood. */
record LinkedApi(Manifest.ApiInstance manifest, Address address) {
    /** As in {@link io.sluice.core.runtime.Api#name}. */
    String name() {
        return manifest.metadata().qualifiedName();
    }

    /** Where its address is written. */
    Location at() {
        return manifest.spec().address().at();
    }
}
