package io.sluice.core.policy;

import java.util.List;
import java.util.function.BiFunction;

/**
 * A kind of policy: its name, the record its settings are bound to, and its constructor.
 *
 * @param name the full name in files, such as {@code rate-limiting-flex}
 * @param purpose what an API loses without it
 * @param summary what it does, in one sentence; empty if nobody said so
 * @param aliases further names; {@code -flex} and {@code -vN-N-impl} endings need no alias
 * @param first whether it runs before all others whatever its order, as CORS does
 */
public record PolicyType<C extends Record>(
        String name,
        Purpose purpose,
        String summary,
        List<String> aliases,
        boolean first,
        Class<C> config,
        BiFunction<C, PolicyContext, Policy> factory) {
    public PolicyType {
        aliases = List.copyOf(aliases);
    }

    /** A type that is not described yet and has no aliases. */
    public static <C extends Record> PolicyType<C> of(
            String name, Class<C> config, BiFunction<C, PolicyContext, Policy> factory) {
        return new PolicyType<>(name, Purpose.TRANSFORMATION, "", List.of(), false, config, factory);
    }

    /** This type with what it is for, and what it does in one sentence. */
    public PolicyType<C> describedAs(Purpose what, String sentence) {
        return new PolicyType<>(name, what, sentence, aliases, first, config, factory);
    }

    /** This type with these further names. */
    public PolicyType<C> alsoCalled(String... names) {
        return new PolicyType<>(name, purpose, summary, List.of(names), first, config, factory);
    }

    /** This type, run before all others. */
    public PolicyType<C> runsFirst() {
        return new PolicyType<>(name, purpose, summary, aliases, true, config, factory);
    }
}
