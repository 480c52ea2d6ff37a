package io.sluice.config;

import io.sluice.core.runtime.TextMatcher;
import io.sluice.core.schema.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shape → JSON Schema, draft 2020-12, as text. */
final class JsonSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private JsonSchema() {}

    static String of(Shape.Fields fields) {
        return "{\"$schema\":" + quoted(DRAFT) + ',' + fields(fields).substring(1) + '\n';
    }

    private static String fields(Shape.Fields fields) {
        String properties = fields.settings().stream()
                .map(setting -> quoted(setting.name()) + ':' + property(setting))
                .collect(Collectors.joining(","));
        String required = fields.settings().stream()
                .filter(Setting::required)
                .map(setting -> quoted(setting.name()))
                .collect(Collectors.joining(","));
        return "{\"type\":\"object\",\"properties\":{" + properties + '}'
                + (required.isEmpty() ? "" : ",\"required\":[" + required + ']')
                + ",\"additionalProperties\":false}";
    }

    private static String property(Setting setting) {
        List<String> parts = new ArrayList<>();
        if (!setting.doc().isEmpty()) {
            parts.add("\"description\":" + quoted(setting.doc()));
        }
        if (setting.standard() != null && setting.shape() instanceof Shape.Leaf) {
            parts.add("\"default\":" + standard(setting, setting.standard()));
        }
        if (setting.secret()) {
            parts.add("\"writeOnly\":true");
        }
        if (setting.bounded() && isNumber(setting.shape())) {
            addBounds(setting, parts);
        }
        String schema = shape(setting.shape());
        return schema.substring(0, schema.length() - 1)
                + parts.stream().map(part -> ',' + part).collect(Collectors.joining())
                + '}';
    }

    private static void addBounds(Setting setting, List<String> parts) {
        if (setting.least() != Long.MIN_VALUE) {
            parts.add("\"minimum\":" + setting.least());
        }
        if (setting.most() != Long.MAX_VALUE) {
            parts.add("\"maximum\":" + setting.most());
        }
    }

    private static String standard(Setting setting, String text) {
        return isNumber(setting.shape()) || type(setting.shape()) == boolean.class ? text : quoted(text);
    }

    private static boolean isNumber(Shape shape) {
        Class<?> type = type(shape);
        return type == int.class || type == long.class || type == double.class;
    }

    private static Class<?> type(Shape shape) {
        return shape instanceof Shape.Leaf leaf ? leaf.type() : Object.class;
    }

    private static String shape(Shape shape) {
        if (shape instanceof Shape.Fields fields) {
            return fields(fields);
        }
        if (shape instanceof Shape.Items items) {
            return "{\"type\":\"array\",\"items\":" + shape(items.each()) + '}';
        }
        if (shape instanceof Shape.Entries entries) {
            return "{\"type\":\"object\",\"additionalProperties\":" + shape(entries.each()) + '}';
        }
        if (shape instanceof Shape.Maybe maybe) {
            return shape(maybe.inner());
        }
        return shape instanceof Shape.Leaf leaf ? leaf(leaf.type()) : "{\"title\":\"anything\"}";
    }

    private static String leaf(Class<?> type) {
        if (type.isEnum()) {
            String names = ScalarReader.constants(type).stream()
                    .map(JsonSchema::quoted)
                    .collect(Collectors.joining(","));
            return "{\"enum\":[" + names + "]}";
        }
        if (type == int.class || type == long.class) {
            return "{\"type\":\"integer\"}";
        }
        if (type == Duration.class) {
            return "{\"type\":\"string\",\"pattern\":\"^(0|[0-9]+(ms|s|m|h|d))$\"}";
        }
        if (type == DataSize.class || type == TextMatcher.class) {
            return "{\"type\":[\"string\"," + (type == DataSize.class ? "\"integer\"" : "\"array\"") + "]}";
        }
        return "{\"type\":\"" + (type == boolean.class ? "boolean" : type == double.class ? "number" : "string")
                + "\"}";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
