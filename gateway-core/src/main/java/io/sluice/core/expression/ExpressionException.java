package io.sluice.core.expression;

/** An expression that cannot be compiled, or could not be evaluated. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;

    /** @param offset index into the text of the setting, {@code #[} included, of the place that is wrong */
    public ExpressionException(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}
