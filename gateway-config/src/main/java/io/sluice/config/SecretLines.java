package io.sluice.config;

import java.util.HashSet;
import java.util.Set;

/** Reports problems without the line of the file where a secret stands in it. */
final class SecretLines {
    private final Findings findings;
    private final Set<String> lines = new HashSet<>();

    SecretLines(Findings findings) {
        this.findings = findings;
    }

    /** Remembers the secrets of a record; beside one, an unknown key may well be a misspelt secret. */
    void remember(Shape.Fields fields, Node.Mapping mapping) {
        if (!fields.secret()) {
            return;
        }
        for (Node.Pair pair : mapping.pairs()) {
            Setting setting = fields.byName().get(pair.key().text());
            if (setting == null || setting.secret()) {
                lines.add(lineOf(pair.value().at()));
            }
        }
    }

    void report(Problem problem) {
        findings.add(lines.contains(lineOf(problem.place())) ? problem.concealed() : problem);
    }

    private static String lineOf(Location at) {
        return at.source().file() + ':' + at.line();
    }

    private static String lineOf(Place place) {
        return place.file() + ':' + place.line();
    }
}
