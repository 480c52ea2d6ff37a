package io.sluice.config;

import io.sluice.core.policy.Policy;
import io.sluice.core.runtime.TlsIdentity;
import io.sluice.core.runtime.Upstream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one generation consists of, so that the next one can take over what has not changed. */
final class Inventory {
    /** A policy object and all that made it what it is. */
    record Built(String type, Record config, List<Upstream> upstreams, Policy policy) {
        Built {
            upstreams = List.copyOf(upstreams);
        }

        boolean isFor(String otherType, Record otherConfig) {
            return type.equals(otherType) && config.equals(otherConfig);
        }
    }

    /** A place in the chain of an API; as a key it is compared by code of its own, like {@link ResourceName}. */
    record Binding(String api, String name) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Binding that && name.equals(that.name) && api.equals(that.api);
        }

        @Override
        public int hashCode() {
            return 31 * api.hashCode() + name.hashCode();
        }
    }

    private final Map<Binding, Built> policies = new HashMap<>();
    private final Map<String, TlsIdentity> identities = new HashMap<>();

    @Nullable
    Built policy(Binding binding) {
        return policies.get(binding);
    }

    @Nullable
    TlsIdentity identity(String fingerprint) {
        return identities.get(fingerprint);
    }

    void add(Binding binding, Built built) {
        policies.put(binding, built);
    }

    void add(TlsIdentity identity) {
        identities.put(identity.fingerprint(), identity);
    }

    List<Policy> policies() {
        return policies.values().stream().map(Built::policy).toList();
    }

    /** The upstreams that policies call. */
    List<Upstream> upstreams() {
        List<Upstream> called = new ArrayList<>();
        policies.values().forEach(built -> called.addAll(built.upstreams()));
        return called;
    }

    /** Closes every policy that {@code kept} does not have. */
    void closeAllBut(Inventory kept) {
        Set<Policy> others = Collections.newSetFromMap(new IdentityHashMap<>());
        others.addAll(policies());
        kept.policies().forEach(others::remove);
        others.forEach(Policy::close);
    }
}
