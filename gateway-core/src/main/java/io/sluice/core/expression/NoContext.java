package io.sluice.core.expression;

import org.jspecify.annotations.Nullable;

/** Where constants are evaluated while an expression is compiled: nothing is known. */
enum NoContext implements ExpressionContext {
    INSTANCE;

    @Override
    public @Nullable Object attribute(String name) {
        return null;
    }

    @Override
    public @Nullable Object authentication(String name) {
        return null;
    }

    @Override
    public @Nullable Object variable(String name) {
        return null;
    }

    @Override
    public @Nullable Object payload() {
        return null;
    }
}
