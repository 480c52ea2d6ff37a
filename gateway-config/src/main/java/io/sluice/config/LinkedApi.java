package io.sluice.config;

import java.util.List;

/**
 * An API whose own address is understood, with all that belongs to it.
 *
 * @param bindings in the order in which they run, routes and TLS among them
 * @param routes in the order in which they are tried
 */
record LinkedApi(
        Manifest.ApiInstance manifest, Address address, List<LinkedBinding> bindings, List<LinkedRoute> routes) {
    LinkedApi {
        bindings = List.copyOf(bindings);
        routes = List.copyOf(routes);
    }

    /** As in {@link io.sluice.core.runtime.Api#name}. */
    String name() {
        return manifest.metadata().qualifiedName();
    }

    /** Where its address is written. */
    Location at() {
        return manifest.spec().address().at();
    }

    /** The bindings of policies that the compiler does itself. */
    List<LinkedBinding> bindings(PolicyKind.Compiled kind) {
        return bindings.stream().filter(binding -> binding.kind() == kind).toList();
    }
}
