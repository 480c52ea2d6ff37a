package io.sluice.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.Parser;

/** What a parser finds → {@link Node}: aliases are written out, merge keys are merged, and what could grow without end is bounded. */
final class DocumentReader {
    private static final String STANDARD_TAGS = "tag:yaml.org,2002:";
    private static final String MERGE = "<<";
    private static final String EXPRESSION = "#[";

    private final Parser events;
    private final Source source;
    private final int firstLine;
    private final Findings findings;
    private final Anchors anchors;

    /** @param firstLine in its file, of what is read */
    DocumentReader(Parser events, Source source, int firstLine, Findings findings) {
        this.events = events;
        this.source = source;
        this.firstLine = firstLine;
        this.findings = findings;
        this.anchors = new Anchors(findings);
    }

    /** @param documents is given each document that can be used; parts that cannot are left out */
    void read(Consumer<Node> documents) {
        events.getEvent();
        while (!(events.getEvent() instanceof StreamEndEvent)) {
            Node document = node(events.getEvent(), null, "", 0);
            events.getEvent(); // throws if something follows that does not belong there
            if (document != null) {
                documents.accept(document);
            }
            anchors.clear();
        }
    }

    private @Nullable Node node(Event event, @Nullable Location parent, String step, int depth) {
        if (event instanceof AliasEvent alias) {
            return anchors.copy(alias, parent, step, depth);
        }
        NodeEvent begin = (NodeEvent) event;
        Location at = locate(begin, parent, step);
        if (begin.getAnchor() == null) {
            return node(begin, at, depth);
        }
        anchors.begin(begin.getAnchor(), at);
        Node node = node(begin, at, depth);
        anchors.end(begin.getAnchor(), at, node);
        return node;
    }

    private @Nullable Node node(NodeEvent begin, Location at, int depth) {
        if (begin instanceof ScalarEvent scalar) {
            return isSupported(scalar.getTag(), at) ? scalar(scalar, at) : null;
        }
        CollectionStartEvent collection = (CollectionStartEvent) begin;
        if (!isSupported(collection.getTag(), at)) {
            pass(begin);
            return null;
        }
        return collection instanceof MappingStartEvent ? mapping(at, depth + 1) : sequence(at, depth + 1);
    }

    private boolean isSupported(@Nullable String tag, Location at) {
        if (tag == null || tag.equals("!") || tag.startsWith(STANDARD_TAGS)) {
            return true;
        }
        findings.add(Problem.of(ProblemCode.SYNTAX, at, "tags are not supported but this is " + tag));
        return false;
    }

    /** Reads to the end of what {@code begin} begins. */
    private void pass(Event begin) {
        int open = begin instanceof CollectionStartEvent ? 1 : 0;
        while (open > 0) {
            Event event = events.getEvent();
            open += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
        }
    }

    private Node.Scalar scalar(ScalarEvent event, Location at) {
        return isCommented(event, at) ? commented(at) : asWritten(event, at);
    }

    private static Node.Scalar asWritten(ScalarEvent event, Location at) {
        return new Node.Scalar(at, event.getValue(), style(event), false);
    }

    /** Whether what looks like the value is a comment to YAML. */
    private static boolean isCommented(ScalarEvent event, Location at) {
        return event.getValue().isEmpty()
                && event.getScalarStyle() == ScalarStyle.PLAIN
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

    private static Node.Style style(ScalarEvent event) {
        if (event.getStartMark().getLine() != event.getEndMark().getLine()) {
            return Node.Style.OTHER;
        }
        return switch (event.getScalarStyle()) {
            case PLAIN -> Node.Style.PLAIN;
            case SINGLE_QUOTED -> Node.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Node.Style.DOUBLE_QUOTED;
            default -> Node.Style.OTHER;
        };
    }

    private Node sequence(Location at, int depth) {
        List<Node> items = new ArrayList<>();
        Event event = events.getEvent();
        for (int i = 0; !(event instanceof CollectionEndEvent); i++) {
            Node item = node(event, at, "[" + i + ']', depth);
            if (item != null) {
                items.add(item);
            }
            event = events.getEvent();
        }
        return new Node.Sequence(at, items);
    }

    private @Nullable Node mapping(Location at, int depth) {
        Map<String, Node.Pair> pairs = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        List<Event> withoutText = new ArrayList<>();
        int size = 0;
        for (Event event = events.getEvent(); !(event instanceof CollectionEndEvent); event = events.getEvent()) {
            size++;
            Node.Scalar key = key(event, at);
            if (key == null) {
                withoutText.add(event);
                pass(event);
                pass(events.getEvent());
            } else {
                pair(key, node(events.getEvent(), at, key.text(), depth), pairs, merged);
            }
        }
        if (size == 1 && !withoutText.isEmpty() && withoutText.get(0) instanceof MappingStartEvent) {
            return placeholder(at);
        }
        withoutText.forEach(key -> reportKey(key, at));
        merged.forEach(value -> merge(value, pairs));
        return new Node.Mapping(at, List.copyOf(pairs.values()));
    }

    /** {@code {{ name }}} is a mapping in a mapping to YAML. */
    private @Nullable Node placeholder(Location at) {
        String message = "this looks like a template placeholder; render the template first, or put it into quotes";
        findings.add(Problem.of(ProblemCode.SYNTAX, at, message));
        return null;
    }

    private void pair(Node.Scalar key, @Nullable Node value, Map<String, Node.Pair> pairs, List<Node> merged) {
        if (value == null) {
            return;
        }
        if (key.text().equals(MERGE) && key.style() == Node.Style.PLAIN) {
            merged.add(value);
            return;
        }
        Node.Pair first = pairs.putIfAbsent(key.text(), new Node.Pair(key, value));
        if (first != null) {
            String message = "the key `" + key.text() + "` stands twice in one mapping";
            findings.add(Problem.of(ProblemCode.DUPLICATE_KEY, key, message)
                    .firstAt(first.key().at()));
        }
    }

    /** Null for what is no text. */
    private Node.@Nullable Scalar key(Event event, Location parent) {
        if (event instanceof AliasEvent alias) {
            return anchors.key(alias, parent);
        }
        if (!(event instanceof ScalarEvent scalar)) {
            return null;
        }
        Node.Scalar key = asWritten(scalar, locate(scalar, parent, scalar.getValue()));
        if (scalar.getAnchor() != null) {
            anchors.end(scalar.getAnchor(), key.at(), key);
        }
        return key;
    }

    private void reportKey(Event key, Location parent) {
        Location at = locate((NodeEvent) key, parent, "");
        findings.add(Problem.of(ProblemCode.SYNTAX, at, "a key must be plain text but is a mapping or list"));
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

    private Location locate(NodeEvent event, @Nullable Location parent, String step) {
        Mark start = event.getStartMark();
        Mark end = event.getEndMark();
        boolean oneLine = event instanceof ScalarEvent && start.getLine() == end.getLine();
        int width = oneLine ? end.getColumn() - start.getColumn() : 1;
        int line = firstLine + start.getLine();
        return new Location(source, line, source.column(line, start.getColumn() + 1), width, parent, step);
    }
}
