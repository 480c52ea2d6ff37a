package io.sluice.config;

import io.sluice.core.policy.PolicyType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of policies, found by every name under which files may call them. */
final class PolicyRegistry {
    private static final Pattern IMPLEMENTATION = Pattern.compile("-v\\d+-\\d+-impl$");

    private final List<PolicyType<?>> types;
    private final Map<String, PolicyType<?>> byName = new HashMap<>();

    /** @throws IllegalArgumentException if two types claim one name */
    PolicyRegistry(List<PolicyType<?>> types) {
        this.types = List.copyOf(types);
        for (PolicyType<?> type : this.types) {
            register(type.name(), type);
            type.aliases().forEach(alias -> register(alias, type));
        }
    }

    private void register(String name, PolicyType<?> type) {
        PolicyType<?> other = byName.putIfAbsent(bare(name), type);
        if (other != null && other != type) {
            throw new IllegalArgumentException("two policies are called " + name);
        }
    }

    @Nullable
    PolicyType<?> find(String name) {
        return byName.get(bare(name));
    }

    /** What is meant by {@code name}; null if nothing is. */
    @Nullable
    PolicyKind kind(String name) {
        PolicyType<?> type = find(name);
        return type == null ? FlexPolicies.find(bare(name)) : new PolicyKind.InChain(type);
    }

    List<String> suggestions(String name) {
        Set<String> known = new TreeSet<>(byName.keySet());
        known.addAll(FlexPolicies.usable());
        return Spelling.closest(bare(name), known).stream()
                .map(bare -> byName.containsKey(bare) ? byName.get(bare).name() : bare)
                .distinct()
                .toList();
    }

    /** Every full name, those of policies that the compiler does itself included. */
    List<String> names() {
        return Stream.concat(types.stream().map(PolicyType::name), FlexPolicies.usable().stream())
                .sorted()
                .toList();
    }

    /** A regular expression for every name of a policy, the endings that make no difference included. */
    static String pattern(Collection<String> names) {
        return names.stream()
                .map(PolicyRegistry::bare)
                .distinct()
                .collect(Collectors.joining("|", "^(", ")(-flex)?(-v[0-9]+-[0-9]+-impl)?$"));
    }

    /** The name without the endings that make no difference. */
    static String bare(String name) {
        String base = name.endsWith("-impl") ? IMPLEMENTATION.matcher(name).replaceFirst("") : name;
        return base.endsWith("-flex") ? base.substring(0, base.length() - "-flex".length()) : base;
    }
}
