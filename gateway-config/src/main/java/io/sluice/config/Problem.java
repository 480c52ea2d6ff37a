package io.sluice.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, or doubtful, in a configuration.
 *
 * @param place where it is
 * @param path the key inside its document, such as {@code spec.policies[0].config.rateLimits[0].maximumRequests}; empty for the whole document
 * @param suggestions what was probably meant, best first
 * @param notes further sentences, such as the keys that are allowed
 * @param second the other place of a conflict, where the first definition is
 */
public record Problem(
        ProblemCode code,
        String message,
        Place place,
        String path,
        List<String> suggestions,
        List<String> notes,
        @Nullable Place second) {
    /** How much it matters; only an error keeps a configuration from running. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    public Problem {
        suggestions = List.copyOf(suggestions);
        notes = List.copyOf(notes);
    }

    static Problem of(ProblemCode code, Place place, String path, String message) {
        return new Problem(code, message, place, path, List.of(), List.of(), null);
    }

    static Problem of(ProblemCode code, Location at, String message) {
        return of(code, at.place(), at.path(), message);
    }

    static Problem of(ProblemCode code, Node node, String message) {
        return of(code, node.at(), message);
    }

    public Severity severity() {
        return code.severity();
    }

    public String file() {
        return place.file();
    }

    public int line() {
        return place.line();
    }

    public int column() {
        return place.column();
    }

    Problem suggesting(List<String> words) {
        return new Problem(code, message, place, path, words, notes, second);
    }

    Problem noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Problem(code, message, place, path, suggestions, more, second);
    }

    Problem firstAt(Location first) {
        return new Problem(code, message, place, path, suggestions, notes, first.place());
    }

    Problem concealed() {
        return new Problem(code, message, place.concealed(), path, suggestions, notes, second);
    }
}
