package io.sluice.core.expression;

import org.jspecify.annotations.Nullable;

/** What the roots of an expression mean at this moment. Unknown names are null, never an error. */
public interface ExpressionContext {
    /** {@code attributes.<name>}. */
    @Nullable
    Object attribute(String name);

    /** {@code authentication.<name>}. */
    @Nullable
    Object authentication(String name);

    /** {@code vars.<name>}. */
    @Nullable
    Object variable(String name);

    /** {@code payload}: the body as text, null if none was read. */
    @Nullable
    Object payload();
}
