package io.sluice.config;

import io.sluice.core.expression.ExpressionException;
import io.sluice.core.runtime.PathMatcher;
import io.sluice.core.runtime.TextMatcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Node → value of a shape. Reports everything that is wrong and then gives null. */
final class NodeBinder {
    private final Findings findings;
    private final LeafReader leaves = new LeafReader();
    /** The records around the one that is being bound, outermost first. */
    private final Deque<Shape.Fields> open = new ArrayDeque<>();

    NodeBinder(Findings findings) {
        this.findings = findings;
    }

    /** The record; an empty node stands for an empty mapping. */
    @Nullable
    Object fields(Shape.Fields fields, Node node) {
        if (Node.isNull(node)) {
            return fields(fields, new Node.Mapping(node.at(), List.of()));
        }
        if (!(node instanceof Node.Mapping written)) {
            return wrongType(node, "a mapping");
        }
        Node.Mapping mapping = MisplacedKeys.mend(fields, written, findings);
        reportUnknownKeys(fields, mapping);
        open.addLast(fields);
        List<@Nullable Object> values = new ArrayList<>();
        fields.settings().forEach(setting -> values.add(value(setting, mapping)));
        open.removeLast();
        return values.contains(null) ? null : construct(fields, values.toArray(), mapping);
    }

    private void reportUnknownKeys(Shape.Fields fields, Node.Mapping mapping) {
        for (Node.Pair pair : mapping.pairs()) {
            if (!fields.knows(pair.key().text())) {
                reportUnknownKey(fields, pair.key());
            }
        }
    }

    private void reportUnknownKey(Shape.Fields fields, Node.Scalar key) {
        List<String> names =
                fields.settings().stream().flatMap(s -> s.names().stream()).toList();
        String allowed = fields.settings().stream().map(Setting::name).collect(Collectors.joining(", "));
        Problem problem = Problem.of(ProblemCode.UNKNOWN_KEY, key, "unknown key `" + key.text() + '`')
                .suggesting(Spelling.closest(key.text(), names))
                .noting("allowed here: " + allowed);
        report(
                belongsAbove(key.text())
                        ? problem.noting("one level up there is such a key: check the indentation")
                        : problem);
    }

    private boolean belongsAbove(String key) {
        return !open.isEmpty() && open.getLast().knows(key);
    }

    private @Nullable Object value(Setting setting, Node.Mapping mapping) {
        Node.Pair pair = setting.in(mapping);
        if (pair == null || Node.isNull(pair.value())) {
            return absent(setting, pair == null ? mapping : pair.key());
        }
        setting.aliases().forEach(alias -> reportSecondSpelling(setting, mapping, pair, alias));
        Object value = convert(setting.shape(), pair.value(), setting);
        if (value != null && setting.notEmpty() && Constraints.isEmpty(value)) {
            return refuse(ProblemCode.OUT_OF_RANGE, pair.value(), setting, " must not be empty");
        }
        return value;
    }

    private void reportSecondSpelling(Setting setting, Node.Mapping mapping, Node.Pair first, String alias) {
        Node.Pair other = mapping.pair(alias);
        if (other != null && other != first) {
            String message = "`" + alias + "` is another spelling of `" + setting.name() + "`, which is already given";
            report(Problem.of(ProblemCode.DUPLICATE_KEY, other.key(), message)
                    .firstAt(first.key().at()));
        }
    }

    private @Nullable Object absent(Setting setting, Node where) {
        if (setting.required()) {
            String message = "the key `" + setting.name() + "` is required";
            return report(Problem.of(ProblemCode.MISSING_KEY, where, message));
        }
        Shape shape = setting.shape();
        if (setting.standard() != null) {
            return convert(shape, standard(shape, setting.standard(), where), setting);
        }
        if (shape instanceof Shape.Maybe) {
            return Optional.empty();
        }
        if (shape instanceof Shape.Fields fields) {
            return fields(fields, new Node.Mapping(where.at(), List.of()));
        }
        return shape instanceof Shape.Items ? List.of() : Map.of();
    }

    private Node standard(Shape shape, String text, Node where) {
        if (shape instanceof Shape.Items || shape instanceof Shape.Entries || shape instanceof Shape.Fields) {
            return YamlReader.read("default", text.getBytes(StandardCharsets.UTF_8), findings)
                    .get(0);
        }
        return new Node.Scalar(where.at(), text, Node.Style.OTHER, false);
    }

    private @Nullable Object convert(Shape shape, Node node, Setting setting) {
        if (shape instanceof Shape.Leaf leaf) {
            return leaf(leaf.type(), node, setting);
        }
        if (shape instanceof Shape.Raw raw) {
            return raw.scalar() ? scalar(node, setting) : node;
        }
        if (shape instanceof Shape.Fields fields) {
            return fields(fields, node);
        }
        if (shape instanceof Shape.Items items) {
            return items(items, node, setting);
        }
        if (shape instanceof Shape.Entries entries) {
            return entries(entries, node, setting);
        }
        Object inner = convert(((Shape.Maybe) shape).inner(), node, setting);
        return inner == null ? null : Optional.of(inner);
    }

    private @Nullable Object items(Shape.Items shape, Node node, Setting setting) {
        if (!(node instanceof Node.Sequence sequence)) {
            return wrongType(node, "a list");
        }
        List<@Nullable Object> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(convert(shape.each(), item, setting)));
        return items.contains(null) ? null : Collections.unmodifiableList(items);
    }

    private @Nullable Object entries(Shape.Entries shape, Node node, Setting setting) {
        if (!(node instanceof Node.Mapping mapping)) {
            return wrongType(node, "a mapping");
        }
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        mapping.pairs().forEach(pair -> entries.put(pair.key().text(), convert(shape.each(), pair.value(), setting)));
        return entries.containsValue(null) ? null : Collections.unmodifiableMap(entries);
    }

    private @Nullable Object scalar(Node node, Setting setting) {
        if (!(node instanceof Node.Scalar scalar)) {
            return wrongType(node, "text");
        }
        return allowed(setting, scalar, scalar.text()) ? scalar : null;
    }

    private @Nullable Object leaf(Class<?> type, Node node, Setting setting) {
        if (type == TextMatcher.class && node instanceof Node.Sequence sequence) {
            return alternatives(sequence, setting);
        }
        if (!(node instanceof Node.Scalar scalar)) {
            return wrongType(node, ScalarReader.expectation(type));
        }
        try {
            Object value = leaves.read(type, scalar.text());
            return allowed(setting, scalar, value) ? value : null;
        } catch (ExpressionException e) {
            String fault = scalar.hidden() || e.getMessage() == null ? "the expression is not valid" : e.getMessage();
            return report(Problem.of(ProblemCode.INVALID_EXPRESSION, scalar.at(e.offset()), fault));
        } catch (IllegalArgumentException e) {
            return unreadable(type, scalar, setting, e);
        }
    }

    private @Nullable Object alternatives(Node.Sequence sequence, Setting setting) {
        if (!sequence.items().stream().allMatch(Node.Scalar.class::isInstance)) {
            return wrongType(sequence, "text or a list of texts");
        }
        if (sequence.items().isEmpty()) {
            return refuse(ProblemCode.OUT_OF_RANGE, sequence, setting, " must not be empty");
        }
        String regex = sequence.items().stream()
                .map(item -> ((Node.Scalar) item).text())
                .collect(Collectors.joining("|"));
        return leaf(TextMatcher.class, new Node.Scalar(sequence.at(), regex, Node.Style.OTHER, false), setting);
    }

    private @Nullable Object unreadable(Class<?> type, Node.Scalar scalar, Setting setting, Exception cause) {
        boolean secret = setting.secret() || scalar.hidden();
        if (type == PathMatcher.class || type == TextMatcher.class) {
            String fault = secret ? "" : " but has " + cause.getMessage();
            return refuse(
                    ProblemCode.INVALID_REGEX, scalar, setting, " must be a regular expression in RE2 syntax" + fault);
        }
        String shown = secret ? "" : " but is " + Node.describe(scalar);
        String message = setting.name() + " must be " + ScalarReader.expectation(type) + shown;
        Problem problem = Problem.of(ProblemCode.WRONG_TYPE, scalar, message);
        return report(
                type.isEnum() && !secret
                        ? problem.suggesting(Spelling.closest(scalar.text(), ScalarReader.constants(type)))
                        : problem);
    }

    private boolean allowed(Setting setting, Node.Scalar scalar, Object value) {
        String fault = Constraints.fault(setting, value);
        if (fault == null) {
            return true;
        }
        String shown = setting.secret() ? "" : " but is " + Node.describe(scalar);
        refuse(ProblemCode.OUT_OF_RANGE, scalar, setting, fault + shown);
        return false;
    }

    private @Nullable Object report(Problem problem) {
        findings.add(problem);
        return null;
    }

    private @Nullable Object refuse(ProblemCode code, Node node, Setting setting, String message) {
        return report(Problem.of(code, node, setting.name() + message));
    }

    private @Nullable Object wrongType(Node node, String expected) {
        String name = node.at().step().isEmpty() ? "the document" : node.at().step();
        String message = name + " must be " + expected + " but is " + Node.describe(node);
        return report(Problem.of(ProblemCode.WRONG_TYPE, node, message));
    }

    private @Nullable Object construct(Shape.Fields fields, @Nullable Object[] values, Node.Mapping mapping) {
        try {
            return fields.maker().make(values, mapping.at());
        } catch (RuntimeException e) {
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            return report(Problem.of(ProblemCode.INVALID_VALUE, blamed(mapping, message), message));
        }
    }

    /** The value of the key that the message begins with, or the whole record. */
    private static Node blamed(Node.Mapping mapping, String message) {
        Node value = mapping.get(message.split("[^A-Za-z0-9]", 2)[0]);
        return value == null ? mapping : value;
    }
}
