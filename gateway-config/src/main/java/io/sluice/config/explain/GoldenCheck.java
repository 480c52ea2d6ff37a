package io.sluice.config.explain;

import io.sluice.config.GoldenFile.Expectation;
import io.sluice.config.GoldenFile.Golden;
import io.sluice.config.GoldenFile.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares what was expected of a request with what is explained. */
public final class GoldenCheck {
    private static final String NONE = "none";

    private final Explanation explanation;
    private final List<Mismatch> mismatches = new ArrayList<>();

    /**
     * An expectation that does not hold.
     *
     * @param subject the key in the file, with the name of the header if it is about one
     */
    public record Mismatch(String subject, String expected, String actual) {}

    private GoldenCheck(Explanation explanation) {
        this.explanation = explanation;
    }

    /** @throws IllegalArgumentException if the client is no IP address */
    public static Question question(Request request) {
        List<Field> headers = request.headers().entrySet().stream()
                .map(header -> new Field(header.getKey(), header.getValue()))
                .toList();
        return new Question(
                request.method(),
                request.url(),
                headers,
                request.body().getBytes(StandardCharsets.UTF_8),
                Question.client(request.client()));
    }

    /** Everything that is not as expected; empty if all is. */
    public static List<Mismatch> of(Golden test, Explanation explanation) {
        return new GoldenCheck(explanation).compare(test.expect());
    }

    private List<Mismatch> compare(Expectation expect) {
        Explanation.Match match = explanation.match();
        Explanation.Answer answer = explanation.answer();
        compare("api", expect.api(), match == null ? null : match.api());
        compare("route", expect.route(), match == null ? null : match.route());
        if (expect.status() > 0) {
            compare(
                    "status",
                    Optional.of(Integer.toString(expect.status())),
                    answer == null ? null : Integer.toString(answer.status()));
        }
        compare(
                "code",
                expect.code(),
                answer == null || answer.error() == null ? null : answer.error().code());
        compare("stoppedBy", expect.stoppedBy(), answer == null ? null : answer.stoppedBy());
        expect.upstream().ifPresent(this::compareUpstream);
        Explanation.Forwarding forwarding = explanation.forwarding();
        List<Field> sent = forwarding == null ? List.of() : forwarding.headers();
        compareHeaders("requestHeaders", expect.requestHeaders(), sent);
        expect.absentRequestHeaders().forEach(name -> {
            String found = value(name, sent);
            if (found != null) {
                mismatches.add(new Mismatch("absentRequestHeaders " + name, NONE, found));
            }
        });
        compareHeaders("headers", expect.headers(), answer == null ? List.of() : answer.headers());
        expect.policies()
                .ifPresent(expected -> compare("policies", Optional.of(joined(expected)), joined(explanation.ran())));
        return List.copyOf(mismatches);
    }

    private void compareUpstream(String expected) {
        List<String> urls = explanation.upstreamUrls();
        if (!urls.contains(expected)) {
            compare("upstream", Optional.of(expected), urls.isEmpty() ? null : String.join(" or ", urls));
        }
    }

    private void compareHeaders(String subject, Map<String, String> expected, List<Field> fields) {
        expected.forEach((name, value) -> compare(subject + ' ' + name, Optional.of(value), value(name, fields)));
    }

    private void compare(String subject, Optional<String> expected, @Nullable String actual) {
        String found = actual == null ? NONE : actual;
        if (expected.isPresent() && !expected.get().equals(found)) {
            mismatches.add(new Mismatch(subject, expected.get(), found));
        }
    }

    private static @Nullable String value(String name, List<Field> fields) {
        List<String> values = fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
        return values.isEmpty() ? null : String.join(", ", values);
    }

    private static String joined(List<String> names) {
        return names.isEmpty() ? NONE : String.join(", ", names);
    }
}
