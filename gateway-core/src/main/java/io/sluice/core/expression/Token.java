package io.sluice.core.expression;

/**
 * A word of an expression.
 *
 * @param text the name, the sign, the digits, or the content of a string
 * @param offset of its first character in the whole setting
 */
record Token(Kind kind, String text, int offset) {
    enum Kind {
        NAME,
        STRING,
        NUMBER,
        SIGN,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
    }

    /** How messages call it. */
    String shown() {
        return switch (kind) {
            case END -> "the end of the expression";
            case STRING -> "a string";
            default -> "`" + text + "`";
        };
    }
}
