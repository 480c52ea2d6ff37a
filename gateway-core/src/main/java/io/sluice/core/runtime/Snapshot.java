package io.sluice.core.runtime;

import io.sluice.core.policy.Policy;
import java.util.List;

/**
 * One accepted configuration, complete.
 *
 * @param generation counts up from 1 with each accepted configuration of this process
 * @param hash of the contents of all files it was made from
 * @param upstreams every upstream in it, those that policies call included
 * @param policies every policy object in it, each once; those missing from the next generation are closed when this one is over
 */
public record Snapshot(
        long generation, String hash, List<Listener> listeners, List<Upstream> upstreams, List<Policy> policies) {
    public Snapshot {
        listeners = List.copyOf(listeners);
        upstreams = List.copyOf(upstreams);
        policies = List.copyOf(policies);
    }

    /** No listener at all: what runs before the first configuration. */
    public static Snapshot empty() {
        return new Snapshot(0, "", List.of(), List.of(), List.of());
    }
}
