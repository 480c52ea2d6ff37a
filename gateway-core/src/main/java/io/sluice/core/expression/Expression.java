package io.sluice.core.expression;

import org.jspecify.annotations.Nullable;

/**
 * A compiled setting: {@code #[...]} or a literal text. Equal if the text is equal.
 *
 * <p>Threading: immutable; shared by all threads.
 */
public final class Expression {
    /** The longest expression that is compiled, in characters, delimiters included. */
    static final int MAX_LENGTH = 16 * 1024;

    private final String source;
    private final @Nullable Node root;
    private final int offset;

    private Expression(String source, @Nullable Node root, int offset) {
        this.source = source;
        this.root = root;
        this.offset = offset;
    }

    /**
     * Compiles {@code text}: an expression if all of it, surrounding white space aside, is {@code #[...]}, else a literal that stands for itself.
     *
     * @throws ExpressionException with the offset of the first fault
     */
    public static Expression compile(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith("#[") || !trimmed.endsWith("]")) {
            return new Expression(text, null, 0);
        }
        if (text.length() > MAX_LENGTH) {
            throw new ExpressionException(
                    "an expression has at most " + MAX_LENGTH + " characters but this one has " + text.length(),
                    MAX_LENGTH);
        }
        int start = text.indexOf("#[") + 2;
        Node root = new Parser(new Lexer(text, start, text.lastIndexOf(']'))).parse();
        return new Expression(text, root, start);
    }

    /** The text it was compiled from. */
    public String source() {
        return source;
    }

    /** Whether the text stands for itself. */
    public boolean isLiteral() {
        return root == null;
    }

    /** Whether evaluation may look at the body. */
    public boolean usesPayload() {
        return root != null && root.usesPayload();
    }

    /** The value: null, Boolean, String, Double, List or Map. @throws ExpressionException if types do not fit */
    public @Nullable Object evaluate(ExpressionContext context) {
        if (root == null) {
            return source;
        }
        Object value = root.value(context);
        if (value instanceof byte[]) {
            throw new ExpressionException("the result is Binary; convert it with toString(..., 'UTF-8')", offset);
        }
        return value;
    }

    /**
     * The value as text: null stays null, whole numbers have no fraction, arrays and objects are JSON.
     *
     * @throws ExpressionException if types do not fit
     */
    public @Nullable String text(ExpressionContext context) {
        Object value = evaluate(context);
        return value == null ? null : Values.text(value);
    }

    /**
     * The value of a condition; the literals {@code true} and {@code false} count as such.
     *
     * @throws ExpressionException if types do not fit or the value is not a boolean
     */
    public boolean test(ExpressionContext context) {
        Object value = evaluate(context);
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (isLiteral() && (source.equals("true") || source.equals("false"))) {
            return source.equals("true");
        }
        throw new ExpressionException("a condition must be a boolean but is " + Values.type(value), offset);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    /** The text it was compiled from. */
    @Override
    public String toString() {
        return source;
    }
}
