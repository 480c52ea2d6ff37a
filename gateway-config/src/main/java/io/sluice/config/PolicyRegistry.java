package io.sluice.config;

import io.sluice.core.policy.PolicyType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of policies, found by every name under which files may call them. */
final class PolicyRegistry {
    /** Built into the compiler: it belongs to a port, not to a chain. */
    static final String TLS = "tls";

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

    static boolean isTls(String name) {
        return bare(name).equals(TLS);
    }

    List<String> suggestions(String name) {
        return Spelling.closest(bare(name), byName.keySet()).stream()
                .flatMap(bare -> Optional.ofNullable(byName.get(bare)).stream())
                .map(PolicyType::name)
                .distinct()
                .toList();
    }

    /** Every full name, {@code tls} included. */
    List<String> names() {
        return Stream.concat(types.stream().map(PolicyType::name), Stream.of(TLS))
                .sorted()
                .toList();
    }

    private static String bare(String name) {
        String base = IMPLEMENTATION.matcher(name).replaceFirst("");
        return base.endsWith("-flex") ? base.substring(0, base.length() - "-flex".length()) : base;
    }
}
