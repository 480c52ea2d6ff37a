package io.sluice.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, doubtful or worth knowing in a configuration.
 *
 * @param severity that of the code, unless whoever asked for the check chose another
 * @param message one sentence without a stop, of bounded length
 * @param place where it is
 * @param path the key inside its document, such as {@code spec.policies[0].config.rateLimits[0].maximumRequests}; empty for the whole document
 * @param suggestions what was probably meant, best first
 * @param notes further sentences, such as the keys that are allowed
 * @param second the other place of a conflict, where the first definition is
 * @param resource the document it is in, null where that is not known
 */
public record Problem(
        ProblemCode code,
        Severity severity,
        String message,
        Place place,
        String path,
        List<String> suggestions,
        List<String> notes,
        @Nullable Place second,
        @Nullable Resource resource) {
    /** A key or value in a message may be as long as a file. */
    private static final int LONGEST = 1000;

    /** How much it matters; only an error keeps a configuration from running. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    public Problem {
        message = cut(message);
        path = cut(path);
        suggestions = List.copyOf(suggestions);
        notes = List.copyOf(notes);
    }

    static Problem of(ProblemCode code, Place place, String path, String message) {
        return new Problem(code, code.severity(), message, place, path, List.of(), List.of(), null, null);
    }

    static Problem of(ProblemCode code, Location at, String message) {
        return of(code, at.place(), at.path(), message);
    }

    static Problem of(ProblemCode code, Node node, String message) {
        return of(code, node.at(), message);
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
        return new Problem(code, severity, message, place, path, words, notes, second, resource);
    }

    Problem noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Problem(code, severity, message, place, path, suggestions, more, second, resource);
    }

    Problem firstAt(Location first) {
        return new Problem(code, severity, message, place, path, suggestions, notes, first.place(), resource);
    }

    Problem concealed() {
        return new Problem(code, severity, message, place.concealed(), path, suggestions, notes, second, resource);
    }

    Problem in(@Nullable Resource document) {
        return new Problem(code, severity, message, place, path, suggestions, notes, second, document);
    }

    Problem as(Severity other) {
        return new Problem(code, other, message, place, path, suggestions, notes, second, resource);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + '…';
    }
}
