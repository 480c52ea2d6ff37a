package io.sluice.config.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes in one line. */
final class Summary {
    /** In the order in which they are named. */
    private static final char[] SIGNS = {'+', '~', '-'};

    private Summary() {}

    static String of(List<Change> changes) {
        Map<Subject, Map<Character, List<Change>>> sorted = new EnumMap<>(Subject.class);
        for (Change change : changes) {
            sorted.computeIfAbsent(change.kind().subject(), subject -> new HashMap<>())
                    .computeIfAbsent(change.kind().sign(), sign -> new ArrayList<>())
                    .add(change);
        }
        List<String> parts = new ArrayList<>();
        sorted.forEach((subject, bySign) -> {
            for (char sign : SIGNS) {
                List<Change> same = bySign.get(sign);
                if (same != null) {
                    parts.add(sign + part(subject, same));
                }
            }
        });
        return parts.isEmpty() ? "no changes" : String.join(", ", parts);
    }

    private static String part(Subject subject, List<Change> changes) {
        Set<String> things = new HashSet<>();
        changes.forEach(change -> things.add(identity(change)));
        String count = subject.count(things.size());
        Change first = changes.get(0);
        if (things.size() == 1 && (subject == Subject.API || first.api().isEmpty())) {
            return count + ' ' + first.name();
        }
        boolean oneApi = !first.api().isEmpty()
                && changes.stream().allMatch(change -> change.api().equals(first.api()));
        return oneApi && subject != Subject.API ? count + " of " + first.api() : count;
    }

    private static String identity(Change change) {
        return change.api() + ' ' + change.name();
    }
}
