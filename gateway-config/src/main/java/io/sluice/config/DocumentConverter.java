package io.sluice.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Composed YAML → {@link Node}: aliases are written out, merge keys are merged, and what could grow without end is bounded. */
final class DocumentConverter {
    /** Mappings and lists inside each other. */
    static final int DEEPEST = 50;

    /** Nodes that aliases may add to a document. */
    private static final int MOST_REPEATED = 100_000;

    private static final String STANDARD_TAGS = "tag:yaml.org,2002:";
    private static final String MERGE = "<<";
    private static final String EXPRESSION = "#[";

    private final Source source;
    private final int firstLine;
    private final Findings findings;
    private final Set<org.yaml.snakeyaml.nodes.Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<org.yaml.snakeyaml.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int repeated;

    /** @param firstLine of the document in its file */
    DocumentConverter(Source source, int firstLine, Findings findings) {
        this.source = source;
        this.firstLine = firstLine;
        this.findings = findings;
    }

    /** Null if the whole document cannot be used; parts that cannot are left out. */
    @Nullable
    Node convert(org.yaml.snakeyaml.nodes.Node root) {
        return convert(root, null, "", 0);
    }

    private @Nullable Node convert(
            org.yaml.snakeyaml.nodes.Node node, @Nullable Location parent, String step, int depth) {
        Location at = locate(node, parent, step);
        if (!acceptable(node, at, depth)) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return isCommented(scalar, at) ? commented(at) : scalar(scalar, at);
        }
        if (isPlaceholder(node)) {
            String message = "this looks like a template placeholder; render the template first, or put it into quotes";
            findings.add(Problem.of(ProblemCode.SYNTAX, at, message));
            return null;
        }
        open.add(node);
        Node converted = node instanceof MappingNode mapping
                ? mapping(mapping, at, depth + 1)
                : sequence((SequenceNode) node, at, depth + 1);
        open.remove(node);
        return converted;
    }

    private boolean acceptable(org.yaml.snakeyaml.nodes.Node node, Location at, int depth) {
        boolean again = !seen.add(node);
        repeated += again ? 1 : 0;
        if (repeated > MOST_REPEATED) {
            return repeated == MOST_REPEATED + 1
                    && refuse(at, "aliases may repeat at most " + MOST_REPEATED + " values");
        }
        if (depth > DEEPEST) {
            return refuse(at, "mappings and lists may be nested at most " + DEEPEST + " deep");
        }
        if (open.contains(node)) {
            return refuse(at, "an alias must not contain itself");
        }
        if (!node.getTag().startsWith(STANDARD_TAGS)) {
            findings.add(Problem.of(
                    ProblemCode.SYNTAX,
                    at,
                    "tags are not supported but this is " + node.getTag().getValue()));
            return false;
        }
        return true;
    }

    private boolean refuse(Location at, String message) {
        findings.add(Problem.of(ProblemCode.TOO_LARGE, at, message));
        return false;
    }

    private static Node.Scalar scalar(ScalarNode node, Location at) {
        return new Node.Scalar(at, node.getValue(), style(node), false);
    }

    /** {@code {{ name }}} is a mapping in a mapping to YAML. */
    private static boolean isPlaceholder(org.yaml.snakeyaml.nodes.Node node) {
        return node instanceof MappingNode outer
                && outer.getValue().size() == 1
                && outer.getValue().get(0).getKeyNode() instanceof MappingNode;
    }

    /** Whether what looks like the value is a comment to YAML. */
    private static boolean isCommented(ScalarNode node, Location at) {
        return node.getValue().isEmpty()
                && node.getScalarStyle() == ScalarStyle.PLAIN
                && expression(at).startsWith(EXPRESSION);
    }

    /** Reported, and then taken for what it was meant to be, so that it is not missed as well. */
    private Node.Scalar commented(Location at) {
        String text = expression(at);
        int distance = at.source().line(at.line()).length() - text.length() - (at.column() - 1);
        Location begin = at.right(Math.max(0, distance));
        findings.add(Problem.of(
                ProblemCode.UNQUOTED_EXPRESSION,
                begin,
                "an expression must stand in quotes; without them `#` begins a comment and the value is empty"));
        return new Node.Scalar(begin, text.strip(), Node.Style.PLAIN, false);
    }

    private static String expression(Location at) {
        String line = at.source().line(at.line());
        int points = line.codePointCount(0, line.length());
        return at.column() > points
                ? ""
                : line.substring(line.offsetByCodePoints(0, at.column() - 1)).stripLeading();
    }

    private static Node.Style style(ScalarNode node) {
        boolean oneLine = node.getStartMark().getLine() == node.getEndMark().getLine();
        ScalarStyle style = node.getScalarStyle();
        if (style == ScalarStyle.PLAIN) {
            return oneLine ? Node.Style.PLAIN : Node.Style.OTHER;
        }
        if (!oneLine) {
            return Node.Style.OTHER;
        }
        return switch (style) {
            case SINGLE_QUOTED -> Node.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Node.Style.DOUBLE_QUOTED;
            default -> Node.Style.OTHER;
        };
    }

    private Node sequence(SequenceNode node, Location at, int depth) {
        List<Node> items = new ArrayList<>();
        for (int i = 0; i < node.getValue().size(); i++) {
            Node item = convert(node.getValue().get(i), at, "[" + i + ']', depth);
            if (item != null) {
                items.add(item);
            }
        }
        return new Node.Sequence(at, items);
    }

    private Node mapping(MappingNode node, Location at, int depth) {
        Map<String, Node.Pair> pairs = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Node.Scalar key = key(tuple, at);
            Node value = key == null ? null : convert(tuple.getValueNode(), at, key.text(), depth);
            if (key == null || value == null) {
                continue;
            }
            if (key.text().equals(MERGE) && key.style() == Node.Style.PLAIN) {
                merged.add(value);
                continue;
            }
            Node.Pair first = pairs.putIfAbsent(key.text(), new Node.Pair(key, value));
            if (first != null) {
                String message = "the key `" + key.text() + "` stands twice in one mapping";
                findings.add(Problem.of(ProblemCode.DUPLICATE_KEY, key, message)
                        .firstAt(first.key().at()));
            }
        }
        merged.forEach(value -> merge(value, pairs));
        return new Node.Mapping(at, List.copyOf(pairs.values()));
    }

    private Node.@Nullable Scalar key(NodeTuple tuple, Location parent) {
        if (tuple.getKeyNode() instanceof ScalarNode scalar) {
            return scalar(scalar, locate(scalar, parent, scalar.getValue()));
        }
        Location at = locate(tuple.getKeyNode(), parent, "");
        findings.add(Problem.of(ProblemCode.SYNTAX, at, "a key must be plain text but is a mapping or list"));
        return null;
    }

    /** Keys that the mapping has itself win over merged ones. */
    private void merge(Node value, Map<String, Node.Pair> into) {
        if (value instanceof Node.Mapping mapping) {
            mapping.pairs().forEach(pair -> into.putIfAbsent(pair.key().text(), pair));
        } else if (value instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> merge(item, into));
        } else {
            findings.add(ProblemCode.SYNTAX, value, "`<<` must be a mapping but is " + Node.describe(value));
        }
    }

    private Location locate(org.yaml.snakeyaml.nodes.Node node, @Nullable Location parent, String step) {
        Mark start = node.getStartMark();
        Mark end = node.getEndMark();
        boolean oneLine = node instanceof ScalarNode && start.getLine() == end.getLine();
        int width = oneLine ? end.getColumn() - start.getColumn() : 1;
        int line = firstLine + start.getLine();
        return new Location(source, line, source.column(line, start.getColumn() + 1), width, parent, step);
    }
}
