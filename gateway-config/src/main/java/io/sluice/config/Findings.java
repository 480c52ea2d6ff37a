package io.sluice.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems while a configuration is read; nobody stops at the first. What is met on several ways counts once. */
final class Findings {
    private final Set<Problem> found = new LinkedHashSet<>();

    void add(Problem problem) {
        found.add(problem);
    }

    void add(ProblemCode code, Node node, String message) {
        add(Problem.of(code, node, message));
    }

    void add(ProblemCode code, Place place, String message) {
        add(Problem.of(code, place, "", message));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    }

    Problems problems(int files) {
        return new Problems(List.copyOf(found), files);
    }
}
