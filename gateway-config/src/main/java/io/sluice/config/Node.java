package io.sluice.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of YAML that knows where it stands. Scalars are kept as written: what {@code on} or {@code 1.0} means is decided by who reads it. */
sealed interface Node {
    /** Characters of a value in a message. */
    int LONGEST_SHOWN = 80;

    Location at();

    /** How a scalar was written, as far as it matters for finding a character again. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        /** Block text, text over several lines, or text that came from elsewhere. */
        OTHER
    }

    /** @param hidden whether the text came from the environment or a file and must not be shown */
    record Scalar(Location at, String text, Style style, boolean hidden) implements Node {
        /** Nothing at all, {@code ~} or {@code null}, unquoted. */
        boolean isNull() {
            return style == Style.PLAIN && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        /** Where the character at {@code offset} of the text stands, or the beginning if that cannot be told. */
        Location at(int offset) {
            return ScalarColumns.locate(this, offset);
        }

        @Override
        public String toString() {
            return hidden ? "***" : text;
        }
    }

    /** A key with its value; the location of the key is where it is written. */
    record Pair(Scalar key, Node value) {}

    /** Keys and values in the order of the file, each key once. */
    record Mapping(Location at, List<Pair> pairs) implements Node {
        public Mapping {
            pairs = List.copyOf(pairs);
        }

        @Nullable
        Pair pair(String key) {
            for (Pair pair : pairs) {
                if (pair.key().text().equals(key)) {
                    return pair;
                }
            }
            return null;
        }

        /** The value of {@code key}; null if it is absent or empty. */
        @Nullable
        Node get(String key) {
            Pair pair = pair(key);
            return pair == null || Node.isNull(pair.value()) ? null : pair.value();
        }
    }

    record Sequence(Location at, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    static boolean isNull(Node node) {
        return node instanceof Scalar scalar && scalar.isNull();
    }

    /** What kind of YAML this is, for messages. */
    static String describe(Node node) {
        if (node instanceof Scalar scalar) {
            return scalar.isNull() ? "empty" : scalar.hidden() ? "a value that is not shown" : shortened(scalar.text());
        }
        return node instanceof Mapping ? "a mapping" : "a list";
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("");
        boolean whole = line.length() <= LONGEST_SHOWN && line.length() == text.length();
        return whole ? text : line.substring(0, Math.min(LONGEST_SHOWN, line.length())) + "…";
    }

    /** A text that two nodes have in common if they mean the same, wherever they stand. */
    static String content(Node node) {
        StringBuilder content = new StringBuilder();
        append(node, content);
        return content.toString();
    }

    private static void append(Node node, StringBuilder content) {
        if (node instanceof Scalar scalar) {
            content.append(scalar.hidden() ? 'h' : scalar.isNull() ? 'n' : 's');
            append(scalar.text(), content);
        } else if (node instanceof Mapping mapping) {
            content.append('{');
            for (Pair pair : mapping.pairs()) {
                append(pair.key().text(), content);
                append(pair.value(), content);
            }
            content.append('}');
        } else {
            content.append('[');
            ((Sequence) node).items().forEach(item -> append(item, content));
            content.append(']');
        }
    }

    /** With its length, so that it cannot be taken for several. */
    private static void append(String text, StringBuilder content) {
        content.append(text.length()).append(':').append(text);
    }

    /** The node at a path such as {@code rateLimits[0].maximumRequests}, or the last one on the way that exists. */
    static Node find(Node from, String path) {
        Node here = from;
        for (String step : path.replace("[", ".[").split("\\.")) {
            Node next = step.isEmpty() ? here : child(here, step);
            if (next == null) {
                return here;
            }
            here = next;
        }
        return here;
    }

    private static @Nullable Node child(Node node, String step) {
        if (node instanceof Mapping mapping) {
            Pair pair = mapping.pair(step);
            return pair == null ? null : pair.value();
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream()
                    .filter(item -> item.at().step().equals(step))
                    .findFirst()
                    .orElse(null);
        }
        return null;
    }
}
