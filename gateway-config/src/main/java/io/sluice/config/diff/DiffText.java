package io.sluice.config.diff;

import io.sluice.config.Place;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison for people at a terminal: risks first, then the changes of each API, then one line for all. */
public final class DiffText {
    private final boolean colours;
    private final StringBuilder out = new StringBuilder();

    private DiffText(boolean colours) {
        this.colours = colours;
    }

    /** Lines, each with its end. */
    public static String of(ConfigDiff diff, boolean colours) {
        return new DiffText(colours).write(diff);
    }

    private String write(ConfigDiff diff) {
        if (!diff.risks().isEmpty()) {
            title("risks");
            diff.risks().forEach(this::risk);
            out.append('\n');
        }
        Grouped.of(diff.changes()).forEach((title, changes) -> {
            title(title);
            changes.forEach(this::change);
            out.append('\n');
        });
        if (diff.uncompared() > 0) {
            out.append(diff.uncomparedNote()).append('\n');
        }
        return out.append(diff.summary()).append('\n').toString();
    }

    private void title(String text) {
        out.append(Paint.BOLD.on(text, colours)).append('\n');
    }

    private void risk(Risk risk) {
        String severity = risk.severity().name().toLowerCase(Locale.ROOT);
        String label = Paint.of(risk.severity()).on(severity + '[' + risk.code() + ']', colours);
        out.append("  ").append(label).append(": ").append(risk.message());
        place(risk.place());
    }

    private void change(Change change) {
        char sign = change.kind().sign();
        out.append("  ").append(Paint.of(sign).on(sign + " " + Sentences.of(change), colours));
        place(change.place());
    }

    private void place(@Nullable Place place) {
        if (place != null) {
            out.append(Paint.FAINT.on("  " + place, colours));
        }
        out.append('\n');
    }
}
