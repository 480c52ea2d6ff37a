package io.sluice.config;

import io.sluice.core.schema.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a configuration record says about itself, as a table for people. Threading: stateless. */
public final class SchemaWriter {
    /**
     * What is known about one setting, for people; code stands between backquotes.
     *
     * @param name with the names of the records around it: {@code log.level}, and in lists {@code rateLimits[].maximumRequests}
     * @param standard the default as it is written in a file, or {@code required}, {@code empty} or {@code none}
     */
    public record Row(String name, String type, String standard, String meaning) {
        private String markdown() {
            return "| `" + name + "` | " + type + " | " + escaped(standard) + " | " + escaped(meaning) + " |";
        }
    }

    private SchemaWriter() {}

    /**
     * A Markdown table {@code Setting | Type | Default | Meaning}, ending with a line break. Nested records are flattened: {@code log.level}, and in
     * lists {@code rateLimits[].maximumRequests}.
     */
    public static String markdown(Class<? extends Record> type) {
        StringBuilder out = new StringBuilder("| Setting | Type | Default | Meaning |\n|---|---|---|---|\n");
        rows(type).forEach(row -> out.append(row.markdown()).append('\n'));
        return out.toString();
    }

    /** The rows of the same table. */
    public static List<Row> rows(Class<? extends Record> type) {
        return rows("", RecordBinder.describe(type));
    }

    private static List<Row> rows(String prefix, Shape.Fields fields) {
        List<Row> rows = new ArrayList<>();
        for (Setting setting : fields.settings()) {
            String name = prefix + setting.name();
            Shape.Fields nested = nested(setting.shape());
            if (nested == null || !setting.doc().isEmpty()) {
                rows.add(row(name, setting));
            }
            if (nested != null) {
                rows.addAll(rows(name + suffix(setting.shape()), nested));
            }
        }
        return rows;
    }

    private static Row row(String name, Setting setting) {
        return new Row(name, typeName(setting.shape()), standard(setting), meaning(setting));
    }

    private static Shape.@Nullable Fields nested(Shape shape) {
        if (shape instanceof Shape.Items items) {
            return nested(items.each());
        }
        if (shape instanceof Shape.Entries entries) {
            return nested(entries.each());
        }
        if (shape instanceof Shape.Maybe maybe) {
            return nested(maybe.inner());
        }
        return shape instanceof Shape.Fields fields ? fields : null;
    }

    private static String suffix(Shape shape) {
        if (shape instanceof Shape.Items) {
            return "[].";
        }
        if (shape instanceof Shape.Entries) {
            return ".*.";
        }
        return shape instanceof Shape.Maybe maybe ? suffix(maybe.inner()) : ".";
    }

    private static String typeName(Shape shape) {
        if (shape instanceof Shape.Items items) {
            return "list of " + typeName(items.each());
        }
        if (shape instanceof Shape.Entries entries) {
            return "map of " + typeName(entries.each());
        }
        if (shape instanceof Shape.Maybe maybe) {
            return typeName(maybe.inner());
        }
        if (shape instanceof Shape.Raw raw) {
            return raw.scalar() ? "string" : "anything";
        }
        return shape instanceof Shape.Leaf leaf ? leafName(leaf.type()) : "object";
    }

    private static String leafName(Class<?> type) {
        if (type.isEnum()) {
            return '`' + String.join("` or `", ScalarReader.constants(type)) + '`';
        }
        return switch (type.getSimpleName()) {
            case "int", "long" -> "integer";
            case "double" -> "number";
            case "DataSize" -> "size";
            case "URI" -> "URL";
            case "PathMatcher", "TextMatcher" -> "regular expression";
            default -> type.getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    private static String standard(Setting setting) {
        if (setting.standard() != null) {
            return setting.standard().isEmpty() ? "empty" : '`' + setting.standard() + '`';
        }
        if (setting.required()) {
            return "required";
        }
        return setting.shape() instanceof Shape.Items || setting.shape() instanceof Shape.Entries ? "empty" : "none";
    }

    private static String meaning(Setting setting) {
        if (!setting.bounded()) {
            return setting.doc();
        }
        String bounds = setting.most() == Long.MAX_VALUE
                ? "At least " + amount(setting, setting.least()) + "."
                : setting.least() == Long.MIN_VALUE
                        ? "At most " + amount(setting, setting.most()) + "."
                        : amount(setting, setting.least()) + " to " + amount(setting, setting.most()) + ".";
        return (setting.doc() + ' ' + bounds).strip();
    }

    private static String amount(Setting setting, long bound) {
        if (!(setting.shape() instanceof Shape.Leaf leaf)) {
            return Long.toString(bound);
        }
        if (leaf.type() == Duration.class) {
            return bound % 1000 == 0 ? bound / 1000 + "s" : bound + "ms";
        }
        return leaf.type() == DataSize.class ? new DataSize(bound).toString() : Long.toString(bound);
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
