package io.sluice.config;

/** Whether a report for people is coloured. */
public enum PrettyStyle {
    PLAIN("", "", "", "", ""),
    /** With the escape sequences of ANSI terminals. */
    COLOURED("\u001b[1;31m", "\u001b[1;33m", "\u001b[1;36m", "\u001b[34m", "\u001b[0m");

    private final String error;
    private final String warning;
    private final String note;
    private final String frame;
    private final String end;

    PrettyStyle(String error, String warning, String note, String frame, String end) {
        this.error = error;
        this.warning = warning;
        this.note = note;
        this.frame = frame;
        this.end = end;
    }

    String marked(Problem.Severity severity, String text) {
        String colour = switch (severity) {
            case ERROR -> error;
            case WARNING -> warning;
            case INFO -> note;
        };
        return colour + text + end;
    }

    /** What only guides the eye. */
    String framed(String text) {
        return frame + text + end;
    }
}
