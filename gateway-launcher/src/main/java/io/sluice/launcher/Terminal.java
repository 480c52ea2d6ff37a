package io.sluice.launcher;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * The two streams a command writes to: answers to {@code out}, everything else to {@code err}.
 *
 * @param colours when to colour
 */
record Terminal(PrintStream out, PrintStream err, Colours colours) {
    /** Told apart from the library's own, so that a start without words for people need not load it. */
    enum Colours {
        /** On a terminal, unless {@code NO_COLOR} is set. */
        AUTO,
        ALWAYS,
        NEVER
    }

    static Terminal system() {
        return new Terminal(System.out, System.err, Colours.AUTO);
    }

    Ansi ansi() {
        return switch (colours) {
            case AUTO -> Ansi.AUTO;
            case ALWAYS -> Ansi.ON;
            case NEVER -> Ansi.OFF;
        };
    }

    void error(@Nullable String message) {
        err.println(label("bold,red", "error") + ": " + message);
    }

    void warning(String message) {
        err.println(label("bold,yellow", "warning") + ": " + message);
    }

    /** One of the two as picocli wants it. */
    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private String label(String style, String word) {
        return ansi().string("@|" + style + " " + word + "|@");
    }
}
