package io.sluice.config.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Changes in one line. */
final class Summary {
    private Summary() {}

    static String of(List<Change> changes) {
        List<String> parts = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            for (char sign : new char[] {'+', '~', '-'}) {
                List<Change> same = changes.stream()
                        .filter(change -> change.kind().subject() == subject
                                && change.kind().sign() == sign)
                        .toList();
                if (!same.isEmpty()) {
                    parts.add(sign + part(subject, same));
                }
            }
        }
        return parts.isEmpty() ? "no changes" : String.join(", ", parts);
    }

    private static String part(Subject subject, List<Change> changes) {
        Map<String, List<Change>> things = changes.stream()
                .collect(Collectors.groupingBy(Summary::identity, LinkedHashMap::new, Collectors.toList()));
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
