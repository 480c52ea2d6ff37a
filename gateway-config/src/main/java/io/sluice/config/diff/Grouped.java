package io.sluice.config.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes by what they belong to. */
final class Grouped {
    private static final String REST = "listeners, upstreams and settings";

    private Grouped() {}

    /** The title of each group, such as {@code API orders}; what belongs to no API comes last. */
    static Map<String, List<Change>> of(List<Change> changes) {
        Map<String, List<Change>> groups = new LinkedHashMap<>();
        List<Change> rest = new ArrayList<>();
        for (Change change : changes) {
            List<Change> group = change.api().isEmpty()
                    ? rest
                    : groups.computeIfAbsent("API " + change.api(), title -> new ArrayList<>());
            group.add(change);
        }
        if (!rest.isEmpty()) {
            groups.put(REST, rest);
        }
        return groups;
    }
}
