package io.sluice.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects problems while a configuration is read; nobody stops at the first. What is met on several ways counts once.
 *
 * <p>Threading: safe from any thread.
 */
final class Findings {
    /** Of one file; a file that holds something else entirely must not fill the memory with what is wrong in it. */
    static final int MOST_PER_FILE = 10_000;

    /** By what they say and where. */
    private final Map<String, Problem> found = new LinkedHashMap<>();

    /** Places of references that could not be replaced, and of values that are comments. */
    private final Set<String> unresolved = new HashSet<>();

    private final Map<String, Integer> perFile = new HashMap<>();
    /** By file and first line; documents that say nothing about themselves are here too, without a resource. */
    private final Map<String, TreeMap<Integer, Document>> documents = new HashMap<>();

    /** By file: the lines on which secrets stand. */
    private final Map<String, Set<Integer>> secrets = new HashMap<>();

    private boolean errors;

    private record Document(@Nullable Resource resource) {}

    synchronized void add(Problem problem) {
        if (!isConsequence(problem)) {
            record(problem);
        }
    }

    void add(ProblemCode code, Node node, String message) {
        add(Problem.of(code, node, message));
    }

    void add(ProblemCode code, Place place, String message) {
        add(Problem.of(code, place, "", message));
    }

    /** What is found from {@code start} on, until the next document, is about {@code resource}. */
    synchronized void document(Location start, @Nullable Resource resource) {
        documents
                .computeIfAbsent(start.source().file(), key -> new TreeMap<>())
                .put(start.line(), new Document(resource));
    }

    /** A document begins at {@code line}; what it is about is not known yet. */
    synchronized void document(Source source, int line) {
        documents.computeIfAbsent(source.file(), key -> new TreeMap<>()).put(line, new Document(null));
    }

    /** A secret stands at {@code place}; whatever is found there, earlier or later, is told without showing the line. */
    synchronized void secret(Location place) {
        secrets.computeIfAbsent(place.source().file(), key -> new HashSet<>()).add(place.line());
    }

    /** How many there are so far. */
    synchronized int count() {
        return found.size();
    }

    synchronized boolean hasErrors() {
        return errors;
    }

    synchronized Problems problems(int files) {
        return new Problems(
                found.values().stream()
                        .map(problem -> withoutSecret(problem).in(resource(problem)))
                        .toList(),
                files);
    }

    private Problem withoutSecret(Problem problem) {
        boolean secret = secrets.getOrDefault(problem.file(), Set.of()).contains(problem.line());
        return secret ? problem.concealed() : problem;
    }

    /** What is wrong with a value that could not be replaced is not worth a second problem. */
    private boolean isConsequence(Problem problem) {
        return switch (problem.code()) {
            case MISSING_VARIABLE, MISSING_SECRET_FILE, UNQUOTED_EXPRESSION -> {
                unresolved.add(problem.place().toString());
                yield false;
            }
            default ->
                !unresolved.isEmpty() && unresolved.contains(problem.place().toString());
        };
    }

    private void record(Problem problem) {
        errors |= problem.severity() == Problem.Severity.ERROR;
        int count = perFile.getOrDefault(problem.file(), 0);
        if (count <= MOST_PER_FILE && isNew(count == MOST_PER_FILE ? rest(problem) : problem)) {
            perFile.put(problem.file(), count + 1);
        }
    }

    private boolean isNew(Problem problem) {
        String said = problem.code() + " " + problem.place() + ' ' + problem.path() + ' ' + problem.message();
        return found.putIfAbsent(said, Excerpts.checked(problem)) == null;
    }

    private static Problem rest(Problem problem) {
        String message = "the file has more than " + MOST_PER_FILE + " findings; the others are left out";
        return Problem.of(ProblemCode.TOO_LARGE, Place.of(problem.file()), "", message);
    }

    private @Nullable Resource resource(Problem problem) {
        TreeMap<Integer, Document> inFile = documents.get(problem.file());
        Map.Entry<Integer, Document> nearest = inFile == null ? null : inFile.floorEntry(problem.line());
        return nearest == null ? problem.resource() : nearest.getValue().resource();
    }
}
