package io.sluice.launcher;

import io.sluice.config.PolicyCatalog;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One line for each policy. */
@Command(
        name = "list",
        description = "List every policy with what it is for and what it does.",
        mixinStandardHelpOptions = true)
final class PoliciesListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final Terminal terminal;
    private final PolicyCatalog catalog;

    PoliciesListCommand(Terminal terminal, PolicyCatalog catalog) {
        this.terminal = terminal;
        this.catalog = catalog;
    }

    @Override
    public Integer call() {
        terminal.out().print(json ? json() : table());
        return ExitCode.OK;
    }

    private String table() {
        int names = width(catalog.all().stream().map(PolicyCatalog.Entry::name).toList());
        int purposes =
                width(catalog.all().stream().map(PoliciesListCommand::purpose).toList());
        StringBuilder out = new StringBuilder();
        for (PolicyCatalog.Entry entry : catalog.all()) {
            out.append(padded(entry.name(), names)).append(padded(purpose(entry), purposes));
            out.append(entry.summary()).append(alsoCalled(entry)).append('\n');
        }
        return out.toString();
    }

    private static int width(Iterable<String> texts) {
        int width = 0;
        for (String text : texts) {
            width = Math.max(width, text.length());
        }
        return width;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length() + 2);
    }

    private static String alsoCalled(PolicyCatalog.Entry entry) {
        return entry.aliases().isEmpty() ? "" : " Also called " + String.join(", ", entry.aliases()) + ".";
    }

    private static String purpose(PolicyCatalog.Entry entry) {
        return entry.purpose().name().toLowerCase(Locale.ROOT);
    }

    private String json() {
        JsonWriter out =
                new JsonWriter().beginObject().field("schemaVersion", 1).beginArray("policies");
        for (PolicyCatalog.Entry entry : catalog.all()) {
            out.beginObject()
                    .field("name", entry.name())
                    .field("purpose", purpose(entry))
                    .field("summary", entry.summary())
                    .beginArray("aliases");
            entry.aliases().forEach(out::element);
            out.endArray().endObject();
        }
        return new String(out.endArray().endObject().newLine().toByteArray(), StandardCharsets.UTF_8);
    }
}
