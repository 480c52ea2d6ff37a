package io.sluice.core.expression;

import org.jspecify.annotations.Nullable;

/** A compiled setting: {@code #[...]} or a literal text. Immutable; equal if the text is equal. */
public final class Expression {
    private final String source;

    private Expression(String source) {
        this.source = source;
    }

    /** @throws ExpressionException with the offset of the first fault */
    public static Expression compile(String text) {
        return new Expression(text);
    }

    /** The text it was compiled from. */
    public String source() {
        return source;
    }

    /** The value: null, Boolean, String, Double, List or Map. @throws ExpressionException if types do not fit */
    public @Nullable Object evaluate(ExpressionContext context) {
        return source;
    }
}
