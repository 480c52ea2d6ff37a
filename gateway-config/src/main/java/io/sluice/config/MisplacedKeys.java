package io.sluice.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves settings that stand one level too deep, in the only item of a list, to where they belong. There is no doubt about what is meant: the item has
 * no such key, the level above has, and does not use it.
 */
final class MisplacedKeys {
    private final Shape.Fields fields;
    private final Findings findings;
    private final Map<String, Node.Pair> moved = new HashMap<>();

    private MisplacedKeys(Shape.Fields fields, Findings findings) {
        this.fields = fields;
        this.findings = findings;
    }

    /** {@code mapping} itself if nothing is misplaced. */
    static Node.Mapping mend(Shape.Fields fields, Node.Mapping mapping, Findings findings) {
        for (Node.Pair pair : mapping.pairs()) {
            if (item(fields, pair.key().text()) != null) {
                return new MisplacedKeys(fields, findings).mend(mapping);
            }
        }
        return mapping;
    }

    private Node.Mapping mend(Node.Mapping mapping) {
        List<Node.Pair> pairs = new ArrayList<>();
        mapping.pairs().forEach(pair -> pairs.add(mended(pair, mapping)));
        if (moved.isEmpty()) {
            return mapping;
        }
        pairs.addAll(moved.values());
        return new Node.Mapping(mapping.at(), pairs);
    }

    private Node.Pair mended(Node.Pair pair, Node.Mapping above) {
        Shape.Fields item = item(fields, pair.key().text());
        if (item == null
                || !(pair.value() instanceof Node.Sequence list)
                || list.items().size() != 1
                || !(list.items().get(0) instanceof Node.Mapping only)) {
            return pair;
        }
        List<Node.Pair> kept = new ArrayList<>(only.pairs());
        if (!kept.removeIf(each -> moves(each, item, above))) {
            return pair;
        }
        return new Node.Pair(pair.key(), new Node.Sequence(list.at(), List.of(new Node.Mapping(only.at(), kept))));
    }

    private static Shape.@Nullable Fields item(Shape.Fields fields, String key) {
        Setting setting = fields.byName().get(key);
        return setting != null
                        && setting.shape() instanceof Shape.Items items
                        && items.each() instanceof Shape.Fields item
                ? item
                : null;
    }

    private boolean moves(Node.Pair pair, Shape.Fields item, Node.Mapping above) {
        String key = pair.key().text();
        boolean misplaced = !item.knows(key) && fields.knows(key) && above.pair(key) == null;
        if (misplaced) {
            moved.put(key, pair);
            String message = "`" + key + "` belongs one level up, beside the list; it is taken as if it stood there";
            findings.add(ProblemCode.MISPLACED_KEY, pair.key(), message);
        }
        return misplaced;
    }
}
