package io.sluice.config.diff;

import java.util.Locale;

/** A comparison as a comment on a proposed change. */
public final class DiffMarkdown {
    private DiffMarkdown() {}

    public static String of(ConfigDiff diff) {
        StringBuilder out = new StringBuilder("### Gateway configuration: ")
                .append(escaped(diff.summary()))
                .append("\n\n");
        if (!diff.risks().isEmpty()) {
            out.append("| severity | risk | code |\n|---|---|---|\n");
            diff.risks().forEach(risk -> out.append(row(risk)));
            out.append('\n');
        }
        Grouped.of(diff.changes()).forEach((title, changes) -> {
            out.append("**").append(escaped(title)).append("**\n\n```diff\n");
            changes.forEach(change -> out.append(line(change)));
            out.append("```\n\n");
        });
        return diff.uncompared() == 0
                ? out.toString()
                : out.append(escaped(diff.uncomparedNote())).append('\n').toString();
    }

    private static String row(Risk risk) {
        String severity = risk.severity().name().toLowerCase(Locale.ROOT);
        return "| **" + severity + "** | " + escaped(risk.message()) + " | " + risk.code() + " |\n";
    }

    /** Inside a code block, where nothing needs to be escaped; an exclamation mark is a change there. */
    private static String line(Change change) {
        char sign = change.kind().sign();
        return (sign == '~' ? '!' : sign) + " " + Sentences.of(change) + '\n';
    }

    /** Names and values are data: they must not format, link or address anybody. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]<>|~#&])", "\\\\$1").replace("@", "&#64;");
    }
}
