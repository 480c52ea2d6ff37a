package io.sluice.core.expression;

import org.jspecify.annotations.Nullable;

/** What {@code vars} means to the policy that evaluates an expression. */
@FunctionalInterface
public interface Variables {
    /** No name means anything. */
    Variables NONE = name -> null;

    /** The value of {@code vars.<name>}, null if there is none. */
    @Nullable
    Object get(String name);
}
