package io.sluice.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.parser.ParserException;

/**
 * What the anchors of a document stand for. An alias becomes a copy, which knows its own way to the top of the document; how much is copied in all is
 * bounded.
 */
final class Anchors {
    /** Nodes that aliases may add. */
    private static final int MOST_REPEATED = 100_000;

    /** @param node null if it cannot be used */
    private record Anchored(Location at, @Nullable Node node, boolean open) {}

    private final Findings findings;
    private final Map<String, Anchored> anchored = new HashMap<>();
    private int repeated;

    Anchors(Findings findings) {
        this.findings = findings;
    }

    /** What follows, up to {@link #end}, belongs to the anchor and must not refer to it. */
    void begin(String name, Location at) {
        anchored.put(name, new Anchored(at, null, true));
    }

    void end(String name, Location at, @Nullable Node node) {
        anchored.put(name, new Anchored(at, node, false));
    }

    void clear() {
        anchored.clear();
    }

    /** Null, after saying why, if it cannot be used here. */
    @Nullable
    Node copy(AliasEvent alias, @Nullable Location parent, String step, int depth) {
        Anchored origin = find(alias);
        if (origin.open()) {
            return refuse(origin.at().under(parent, step), "an alias must not contain itself");
        }
        return origin.node() == null ? null : copy(origin.node(), parent, step, depth);
    }

    /** As a key of the mapping at {@code parent}; null if it is no text. */
    Node.@Nullable Scalar key(AliasEvent alias, Location parent) {
        return find(alias).node() instanceof Node.Scalar key
                ? copy(key, key.at().under(parent, key.text()))
                : null;
    }

    /** @throws ParserException if there is none */
    private Anchored find(AliasEvent alias) {
        Anchored found = anchored.get(alias.getAnchor());
        if (found == null) {
            throw new ParserException(null, null, "found undefined alias " + alias.getAnchor(), alias.getStartMark());
        }
        return found;
    }

    private @Nullable Node copy(Node node, @Nullable Location parent, String step, int depth) {
        Location at = node.at().under(parent, step);
        if (++repeated > MOST_REPEATED) {
            return repeated == MOST_REPEATED + 1
                    ? refuse(at, "aliases may repeat at most " + MOST_REPEATED + " values")
                    : null;
        }
        if (depth > BoundedParser.DEEPEST) {
            return refuse(at, BoundedParser.TOO_DEEP);
        }
        if (node instanceof Node.Mapping mapping) {
            return copy(mapping, at, depth + 1);
        }
        return node instanceof Node.Sequence sequence ? copy(sequence, at, depth + 1) : copy((Node.Scalar) node, at);
    }

    private static Node.Scalar copy(Node.Scalar scalar, Location at) {
        return new Node.Scalar(at, scalar.text(), scalar.style(), scalar.hidden());
    }

    private Node copy(Node.Mapping mapping, Location at, int depth) {
        List<Node.Pair> pairs = new ArrayList<>();
        for (Node.Pair pair : mapping.pairs()) {
            String name = pair.key().text();
            Node value = copy(pair.value(), at, name, depth);
            if (value != null) {
                pairs.add(new Node.Pair(copy(pair.key(), pair.key().at().under(at, name)), value));
            }
        }
        return new Node.Mapping(at, pairs);
    }

    private Node copy(Node.Sequence sequence, Location at, int depth) {
        List<Node> items = new ArrayList<>();
        for (Node item : sequence.items()) {
            Node copied = copy(item, at, item.at().step(), depth);
            if (copied != null) {
                items.add(copied);
            }
        }
        return new Node.Sequence(at, items);
    }

    private @Nullable Node refuse(Location at, String message) {
        findings.add(Problem.of(ProblemCode.TOO_LARGE, at, message));
        return null;
    }
}
