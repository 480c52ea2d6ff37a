package io.sluice.core.expression;

import org.jspecify.annotations.Nullable;

/** What an operator or a function does with its operands; one that takes fewer ignores the rest. */
@FunctionalInterface
interface Operation {
    /** @param offset the place to name when the operands do not fit */
    @Nullable
    Object apply(@Nullable Object left, @Nullable Object right, int offset);
}
