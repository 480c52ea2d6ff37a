package io.sluice.config.report;

import io.sluice.config.VisibleText;

/** Text inside XML. */
public final class XmlText {
    private XmlText() {}

    /** {@code text}, which may be anything, as it may stand between tags and in quotes. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder();
        VisibleText.of(text).codePoints().forEach(point -> appendXml(out, point));
        return out.toString();
    }

    private static void appendXml(StringBuilder out, int point) {
        switch (point) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            default -> out.appendCodePoint(isXml(point) ? point : 0xFFFD);
        }
    }

    /** Surrogates without partner and the two last code points of the plane are no characters of XML. */
    private static boolean isXml(int point) {
        return (point < 0xD800 || point > 0xDFFF) && point != 0xFFFE && point != 0xFFFF;
    }
}
