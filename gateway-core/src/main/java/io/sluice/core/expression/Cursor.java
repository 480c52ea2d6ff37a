package io.sluice.core.expression;

/** Walks over tokens with a view of the next one. */
final class Cursor {
    private final Lexer lexer;
    private Token current;

    Cursor(Lexer lexer) {
        this.lexer = lexer;
        current = lexer.next();
    }

    /** The next token, which stays the next. */
    Token current() {
        return current;
    }

    boolean is(String sign) {
        return current.is(sign);
    }

    boolean is(Token.Kind kind) {
        return current.kind() == kind;
    }

    Token next() {
        Token taken = current;
        current = lexer.next();
        return taken;
    }

    /** Takes the next token if it is {@code sign}. */
    boolean accept(String sign) {
        if (!is(sign)) {
            return false;
        }
        next();
        return true;
    }

    void expect(String sign) {
        if (!accept(sign)) {
            throw unexpected("`" + sign + "`");
        }
    }

    ExpressionException unexpected(String wanted) {
        return fault("expected " + wanted + " but found " + current.shown());
    }

    /** A fault at the next token. */
    ExpressionException fault(String message) {
        return new ExpressionException(message, current.offset());
    }
}
