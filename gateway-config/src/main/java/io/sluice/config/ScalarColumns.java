package io.sluice.config;

/** Finds a character of a scalar's value in the line it was written on, past quotes and escapes. */
final class ScalarColumns {
    private ScalarColumns() {}

    static Location locate(Node.Scalar scalar, int offset) {
        Location at = scalar.at();
        return switch (scalar.style()) {
            case PLAIN -> at.right(codePoints(scalar.text(), offset));
            case SINGLE_QUOTED, DOUBLE_QUOTED -> quoted(scalar, offset);
            case OTHER -> at;
        };
    }

    private static Location quoted(Node.Scalar scalar, int offset) {
        Location at = scalar.at();
        String line = at.source().line(at.line());
        int begin = line.offsetByCodePoints(0, at.column() - 1);
        int here = begin + 1;
        for (int i = 0; i < offset && here < line.length(); i++) {
            here += scalar.style() == Node.Style.SINGLE_QUOTED ? singleWidth(line, here) : doubleWidth(line, here);
        }
        return at.right(codePoints(line.substring(begin), here - begin));
    }

    private static int singleWidth(String line, int index) {
        return line.charAt(index) == '\'' ? 2 : 1;
    }

    private static int doubleWidth(String line, int index) {
        if (line.charAt(index) != '\\' || index + 1 == line.length()) {
            return 1;
        }
        return switch (line.charAt(index + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private static int codePoints(String text, int length) {
        return text.codePointCount(0, Math.max(0, Math.min(length, text.length())));
    }
}
