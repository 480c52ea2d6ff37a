package io.sluice.core.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A context that a test writes down. */
record FixedContext(
        Map<String, Object> attributes,
        Map<String, Object> identity,
        Map<String, Object> vars,
        @Nullable String payload)
        implements ExpressionContext {
    @Override
    public @Nullable Object attribute(String name) {
        return attributes.get(name);
    }

    @Override
    public @Nullable Object authentication(String name) {
        return identity.get(name);
    }

    @Override
    public @Nullable Object variable(String name) {
        return vars.get(name);
    }
}
