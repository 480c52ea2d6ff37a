package io.sluice.launcher;

import io.sluice.config.SchemaWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation about one policy, packed into the jar.
 *
 * @param text Markdown
 */
record PolicyPage(String text) {
    private static final Pattern TABLE = Pattern.compile("(?m)^\\| Setting \\|.*\\n(?:\\|.*\\n)+");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\\n(.*?)```");

    /** @param name the full name of a policy of this release */
    static PolicyPage of(String name) {
        try (InputStream in = PolicyPage.class.getResourceAsStream("policies/" + name + ".md")) {
            return new PolicyPage(new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first manifest on the page, empty if there is none. */
    String example() {
        Matcher example = EXAMPLE.matcher(text);
        return example.find() ? example.group(1) : "";
    }

    /** The page with its table, which is wider than any terminal, as a list. */
    String forTerminal(List<SchemaWriter.Row> rows) {
        StringBuilder list = new StringBuilder();
        rows.forEach(row -> append(row, list));
        return TABLE.matcher(text).replaceFirst(Matcher.quoteReplacement(list.toString()));
    }

    private static void append(SchemaWriter.Row row, StringBuilder out) {
        boolean literal = row.standard().startsWith("`");
        out.append("  ").append(row.name()).append("  (").append(row.type()).append(", ");
        out.append(literal ? "default " : "").append(row.standard()).append(")\n");
        if (!row.meaning().isEmpty()) {
            out.append("      ").append(row.meaning()).append('\n');
        }
    }
}
