package io.sluice.config;

import io.sluice.core.expression.Expression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bound record → a tree of maps, lists, texts, numbers and booleans in which every setting stands with its value, defaults included. Secrets, and
 * what came from the environment or from files, are masked.
 */
final class SettingsTree {
    private SettingsTree() {}

    /** @param written what {@code record} was bound from: knows which values must not be shown */
    static Map<String, Object> of(Shape.Fields fields, Record record, @Nullable Node written) {
        Map<String, Object> tree = new LinkedHashMap<>();
        List<Object> values = fields.reader().read(record);
        for (int i = 0; i < values.size(); i++) {
            Setting setting = fields.settings().get(i);
            Node.Pair pair = written instanceof Node.Mapping mapping ? setting.in(mapping) : null;
            Object value = value(setting.shape(), values.get(i), pair == null ? null : pair.value(), setting.secret());
            if (value != null) {
                tree.put(setting.name(), value);
            }
        }
        return tree;
    }

    /** Null for what is absent. */
    private static @Nullable Object value(Shape shape, Object value, @Nullable Node written, boolean secret) {
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? null : value(((Shape.Maybe) shape).inner(), optional.get(), written, secret);
        }
        if (secret && !(value instanceof Optional)) {
            return Masked.of(value.toString());
        }
        if (shape instanceof Shape.Fields fields) {
            return of(fields, (Record) value, written);
        }
        if (shape instanceof Shape.Items items) {
            return items(items, (List<?>) value, written);
        }
        if (shape instanceof Shape.Entries entries) {
            return entries(entries, (Map<?, ?>) value, written);
        }
        if (value instanceof Node node) {
            return node(node);
        }
        return written instanceof Node.Scalar scalar && scalar.hidden() ? Masked.of(scalar.text()) : plain(value);
    }

    private static List<Object> items(Shape.Items shape, List<?> values, @Nullable Node written) {
        List<Object> tree = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Node item =
                    written instanceof Node.Sequence list && i < list.items().size()
                            ? list.items().get(i)
                            : null;
            Object value = value(shape.each(), values.get(i), item, false);
            tree.add(value == null ? "" : value);
        }
        return tree;
    }

    private static Map<String, Object> entries(Shape.Entries shape, Map<?, ?> values, @Nullable Node written) {
        Map<String, Object> tree = new LinkedHashMap<>();
        values.forEach((key, each) -> {
            Node.Pair pair = written instanceof Node.Mapping mapping ? mapping.pair(key.toString()) : null;
            Object value = value(shape.each(), each, pair == null ? null : pair.value(), false);
            if (value != null) {
                tree.put(key.toString(), value);
            }
        });
        return tree;
    }

    /** A part that is kept as it was written. */
    private static Object node(Node node) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, Object> tree = new LinkedHashMap<>();
            mapping.pairs().forEach(pair -> tree.put(pair.key().text(), node(pair.value())));
            return tree;
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream().map(SettingsTree::node).toList();
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return scalar.hidden() ? Masked.of(scalar.text()) : scalar.text();
    }

    private static Object plain(Object value) {
        if (value instanceof Boolean || value instanceof Number) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return ScalarReader.shown(constant);
        }
        if (value instanceof Duration duration) {
            return ScalarReader.shown(duration);
        }
        return value instanceof Expression expression ? expression.source() : value.toString();
    }
}
