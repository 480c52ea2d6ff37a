package io.sluice.config.diff;

/** Colours of a terminal. */
enum Paint {
    RED(31),
    GREEN(32),
    YELLOW(33),
    BOLD(1),
    FAINT(2);

    private final int code;

    Paint(int code) {
        this.code = code;
    }

    static Paint of(char sign) {
        return switch (sign) {
            case '+' -> GREEN;
            case '-' -> RED;
            default -> YELLOW;
        };
    }

    static Paint of(Severity severity) {
        return severity.compareTo(Severity.HIGH) <= 0 ? RED : YELLOW;
    }

    String on(String text, boolean colours) {
        return colours ? "\u001b[" + code + 'm' + text + "\u001b[0m" : text;
    }
}
