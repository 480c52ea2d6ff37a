package io.sluice.config;

import io.sluice.core.expression.Expression;
import io.sluice.core.runtime.PathMatcher;
import io.sluice.core.runtime.TextMatcher;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads scalars and compiles each distinct text once: thousands of APIs share a few rules and expressions, which never change. */
final class LeafReader {
    private static final Set<Class<?>> COMPILED = Set.of(Expression.class, PathMatcher.class, TextMatcher.class);

    private final Map<Class<?>, Map<String, Object>> compiled = new HashMap<>();

    /** As {@link ScalarReader#read}. */
    Object read(Class<?> type, String text) {
        return type.isEnum() || COMPILED.contains(type)
                ? compiled.computeIfAbsent(type, key -> new HashMap<>())
                        .computeIfAbsent(text, key -> ScalarReader.read(type, text))
                : ScalarReader.read(type, text);
    }
}
