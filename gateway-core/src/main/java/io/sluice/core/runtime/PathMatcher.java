package io.sluice.core.runtime;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A path rule: a regular expression in RE2 syntax that the whole path must match, and what its capture groups leave of the path.
 *
 * <p>The common shapes {@code /x}, {@code /x.*}, {@code /x/.*} and {@code /x(/.*)} are compared as text; everything else runs on an engine whose time
 * is linear in the length of the path.
 */
public final class PathMatcher {
    private enum Shape {
        ANY,
        EXACT,
        PREFIX,
        CAPTURED_REST,
        REGEX
    }

    /** Matches every path. */
    public static final PathMatcher ANY = new PathMatcher(".*", Shape.ANY, "", null);

    private static final String META = "\\^$.|?*+()[]{}";

    private final String source;
    private final Shape shape;
    private final String literal;
    private final @Nullable Pattern pattern;

    private PathMatcher(String source, Shape shape, String literal, @Nullable Pattern pattern) {
        this.source = source;
        this.shape = shape;
        this.literal = literal;
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if {@code regex} is not valid RE2 syntax */
    public static PathMatcher compile(String regex) {
        int literalEnd = literalEnd(regex);
        String literal = regex.substring(0, literalEnd);
        String rest = regex.substring(literalEnd);
        if (rest.isEmpty()) {
            return new PathMatcher(regex, Shape.EXACT, literal, null);
        }
        if (rest.equals(".*")) {
            return literal.isEmpty() ? ANY : new PathMatcher(regex, Shape.PREFIX, literal, null);
        }
        if (rest.equals("(/.*)")) {
            return new PathMatcher(regex, Shape.CAPTURED_REST, literal, null);
        }
        return new PathMatcher(regex, Shape.REGEX, literal, parse(regex));
    }

    /** The expression this was compiled from. */
    public String source() {
        return source;
    }

    public boolean matches(String path) {
        return switch (shape) {
            case ANY -> true;
            case EXACT -> path.equals(literal);
            case PREFIX -> path.startsWith(literal);
            case CAPTURED_REST ->
                path.startsWith(literal) && path.length() > literal.length() && path.charAt(literal.length()) == '/';
            case REGEX -> path.startsWith(literal) && engine().matcher(path).matches();
        };
    }

    /** For a path that matches: all captured text in order, or the whole path if there is no capture group. */
    public String rewrite(String path) {
        if (shape == Shape.CAPTURED_REST) {
            return literal.isEmpty() ? path : path.substring(literal.length());
        }
        return shape == Shape.REGEX && engine().groupCount() > 0 ? joined(path) : path;
    }

    /** For a path that matches: what each capture group caught, empty where a group caught nothing. */
    public List<String> captures(String path) {
        if (shape == Shape.CAPTURED_REST) {
            return List.of(path.substring(literal.length()));
        }
        return shape == Shape.REGEX ? groups(path) : List.of();
    }

    /** The longest text, ending before a slash or at the end, that every matching path starts with, segment by segment. */
    String literalSegments() {
        if (shape == Shape.EXACT || shape == Shape.CAPTURED_REST) {
            return literal.equals("/") ? "" : literal;
        }
        int slash = literal.lastIndexOf('/');
        return slash <= 0 ? "" : literal.substring(0, slash);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathMatcher that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }

    private Pattern engine() {
        return Objects.requireNonNull(pattern);
    }

    private List<String> groups(String path) {
        Matcher matcher = engine().matcher(path);
        int count = matcher.matches() ? matcher.groupCount() : 0;
        List<String> groups = new ArrayList<>();
        for (int group = 1; group <= count; group++) {
            groups.add(Objects.requireNonNullElse(matcher.group(group), ""));
        }
        return groups;
    }

    private String joined(String path) {
        Matcher matcher = engine().matcher(path);
        if (!matcher.matches()) {
            return path;
        }
        StringBuilder joined = new StringBuilder(path.length());
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String text = matcher.group(group);
            joined.append(text == null ? "" : text);
        }
        return CanonicalPath.contained(joined.toString());
    }

    private static int literalEnd(String regex) {
        if (regex.indexOf('|') >= 0) {
            return 0;
        }
        int end = 0;
        while (end < regex.length() && META.indexOf(regex.charAt(end)) < 0) {
            end++;
        }
        boolean optional = end > 0 && end < regex.length() && "?*{".indexOf(regex.charAt(end)) >= 0;
        return optional ? end - 1 : end;
    }

    private static Pattern parse(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription() + ": " + e.getPattern(), e);
        }
    }
}
