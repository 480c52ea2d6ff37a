package io.sluice.core.policy;

import java.util.List;
import java.util.function.BiFunction;

/**
 * A kind of policy: its name, the record its settings are bound to, and its constructor.
 *
 * @param name the full name in files, such as {@code rate-limiting-flex}
 * @param aliases further names; {@code -flex} and {@code -vN-N-impl} endings need no alias
 * @param first whether it runs before all others whatever its order, as CORS does
 */
public record PolicyType<C extends Record>(
        String name,
        List<String> aliases,
        boolean first,
        Class<C> config,
        BiFunction<C, PolicyContext, Policy> factory) {
    public PolicyType {
        aliases = List.copyOf(aliases);
    }

    public static <C extends Record> PolicyType<C> of(
            String name, Class<C> config, BiFunction<C, PolicyContext, Policy> factory) {
        return new PolicyType<>(name, List.of(), false, config, factory);
    }

    /** This type, run before all others. */
    public PolicyType<C> runsFirst() {
        return new PolicyType<>(name, aliases, true, config, factory);
    }
}
