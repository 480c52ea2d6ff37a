package io.sluice.config;

import java.util.Comparator;
import java.util.List;

/**
 * A way from an API to its upstreams.
 *
 * @param name in logs and metrics
 * @param order smaller ones are tried first
 * @param inline whether it stands in the API's own document; such routes keep the order in which they are written
 * @param at where it is written
 * @param destinations at least one
 */
record LinkedRoute(
        String name, int order, boolean inline, List<RuleSpec> rules, Location at, List<Destination> destinations) {
    /** By order; of equal ones those in the API's own document first, as they are written, then by name. Stable. */
    static final Comparator<LinkedRoute> ORDER = Comparator.comparingInt(LinkedRoute::order)
            .thenComparing(route -> !route.inline())
            .thenComparing(route -> route.inline() ? "" : route.name());

    /** Orders a route that stands in the document of its API. */
    static final int INLINE_ORDER = 50;

    /**
     * @param upstream its name in logs and metrics
     * @param written the address as written
     * @param path put in front of the forwarded path
     */
    record Destination(String upstream, Address address, Node.Scalar written, String path, int weight) {}
}
