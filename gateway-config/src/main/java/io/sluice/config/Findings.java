package io.sluice.config;

import java.util.ArrayList;
import java.util.List;

/** Collects problems while a configuration is read; nobody stops at the first. */
final class Findings {
    private final List<Problem> found = new ArrayList<>();

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
        return new Problems(found, files);
    }
}
