package io.sluice.core.expression;

/** Cuts the text between {@code #[} and {@code ]} into tokens. */
final class Lexer {
    private static final String[] SIGNS = {
        "==", "!=", ">=", "<=", "++", "--", ">", "<", "-", "(", ")", "[", "]", ",", "."
    };

    private final String text;
    private final int end;
    private int at;

    Lexer(String text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    /** The next token; at the end, again and again, {@link Token.Kind#END}. */
    Token next() {
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == end) {
            return new Token(Token.Kind.END, "", end);
        }
        char first = text.charAt(at);
        if (isDigit(first)) {
            return number();
        }
        if (isLetter(first)) {
            return name();
        }
        return first == '\'' || first == '"' ? string(first) : sign();
    }

    private Token number() {
        int start = at;
        skipDigits();
        if (at + 1 < end && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            skipDigits();
        }
        return new Token(Token.Kind.NUMBER, text.substring(start, at), start);
    }

    private void skipDigits() {
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private Token name() {
        int start = at;
        while (at < end && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)) || isPathSeparator())) {
            at += isPathSeparator() ? 2 : 1;
        }
        return new Token(Token.Kind.NAME, text.substring(start, at), start);
    }

    private boolean isPathSeparator() {
        return text.startsWith("::", at) && at + 2 < end && isLetter(text.charAt(at + 2));
    }

    private Token string(char quote) {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < end && text.charAt(at) != quote) {
            content.append(character());
        }
        if (at >= end) {
            throw new ExpressionException("the string is not closed; expected " + quote, start);
        }
        at++;
        return new Token(Token.Kind.STRING, content.toString(), start);
    }

    private char character() {
        char c = text.charAt(at++);
        if (c == '$' && at < end && text.charAt(at) == '(') {
            throw new ExpressionException("`$(` in a string is not supported; join with `++`, or write `\\$(`", at - 1);
        }
        return c == '\\' ? escaped() : c;
    }

    private char escaped() {
        char c = at < end ? text.charAt(at++) : ' ';
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            case '\\', '\'', '"', '$' -> c;
            default -> throw new ExpressionException("unknown escape `\\" + c + "` in a string", at - 2);
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < end ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw new ExpressionException("`\\u` needs four hexadecimal digits", at);
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private Token sign() {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at) && at + sign.length() <= end) {
                at += sign.length();
                return new Token(Token.Kind.SIGN, sign, at - sign.length());
            }
        }
        throw new ExpressionException(complaint(text.charAt(at)), at);
    }

    private static String complaint(char c) {
        return switch (c) {
            case '+', '*', '/' -> "arithmetic is not supported: `" + c + "`";
            case '{', '}' -> "objects cannot be written in an expression: `" + c + "`";
            case '!' -> "unexpected `!`; negate with `not`";
            case '=' -> "unexpected `=`; compare with `==`";
            case '&' -> "unexpected `&`; write `and`";
            case '|' -> "unexpected `|`; write `or`";
            default -> "unexpected character `" + c + "`";
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
