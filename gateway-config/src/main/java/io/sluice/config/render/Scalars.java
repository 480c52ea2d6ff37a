package io.sluice.config.render;

import java.util.regex.Pattern;

/** Texts as YAML scalars on one line. */
final class Scalars {
    /** Texts that no reader of YAML takes for anything else. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./@+-]*(:[A-Za-z0-9_./@+-]+)*");

    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private Scalars() {}

    static String of(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORD.matcher(text).matches();
        return plain ? text : quoted(text);
    }

    /** {@code text} without what could end a comment or command a terminal. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> appendPrintable(out, c));
        return out.toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            appendPrintable(out, c);
        });
        return out.append('"').toString();
    }

    private static void appendPrintable(StringBuilder out, int c) {
        boolean visible = c >= ' ' && c < 0x7f
                || c > 0xa0 && c < 0xd800 && c != 0x2028 && c != 0x2029
                || c > 0xffff && !isNonCharacter(c);
        if (visible) {
            out.appendCodePoint(c);
        } else {
            out.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
        }
    }

    private static boolean isNonCharacter(int c) {
        return (c & 0xfffe) == 0xfffe;
    }
}
