package io.sluice.launcher;

import io.sluice.config.VisibleText;
import picocli.CommandLine.Help.Ansi;

/** Lines of text, indented by depth, each with a mark in front. What cannot be printed is replaced, so that no text steers a terminal. */
final class Tree {
    /** What stands in front of a line. */
    enum Mark {
        YES("✓", "green"),
        NO("✗", "red"),
        UNSURE("?", "yellow"),
        SKIP("-", "faint"),
        NONE(" ", "reset");

        private final String sign;
        private final String style;

        Mark(String sign, String style) {
            this.sign = sign;
            this.style = style;
        }
    }

    private final Ansi ansi;
    private final StringBuilder out = new StringBuilder();

    Tree(Ansi ansi) {
        this.ansi = ansi;
    }

    Tree title(String text) {
        out.append(ansi.string("@|bold " + VisibleText.of(text).replace("@|", "@ |") + "|@"))
                .append('\n');
        return this;
    }

    Tree line(int depth, Mark mark, String text) {
        String sign = mark == Mark.NONE ? mark.sign : ansi.string("@|" + mark.style + " " + mark.sign + "|@");
        out.append("  ".repeat(depth))
                .append(sign)
                .append(' ')
                .append(VisibleText.of(text))
                .append('\n');
        return this;
    }

    static Mark mark(boolean good) {
        return good ? Mark.YES : Mark.NO;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
