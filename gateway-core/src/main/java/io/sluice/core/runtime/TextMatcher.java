package io.sluice.core.runtime;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule about a method, a host or a header value: a regular expression in RE2 syntax that the whole text must match. Alternatives of plain text, such
 * as {@code GET|HEAD}, are compared as text.
 */
public final class TextMatcher {
    /** Matches every text. */
    public static final TextMatcher ANY = new TextMatcher(".*", List.of(), null);

    private final String source;
    private final List<String> alternatives;
    private final @Nullable Pattern pattern;

    private TextMatcher(String source, List<String> alternatives, @Nullable Pattern pattern) {
        this.source = source;
        this.alternatives = alternatives;
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if {@code regex} is not valid RE2 syntax */
    public static TextMatcher compile(String regex) {
        if (regex.equals(".*")) {
            return ANY;
        }
        String unescaped = regex.replace("\\.", ".").replace("\\-", "-");
        if (isPlain(regex)) {
            return new TextMatcher(regex, List.of(unescaped.split("\\|", -1)), null);
        }
        try {
            return new TextMatcher(regex, List.of(), Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription() + ": " + e.getPattern(), e);
        }
    }

    public String source() {
        return source;
    }

    public boolean matches(String text) {
        if (pattern != null) {
            return pattern.matches(text);
        }
        if (alternatives.isEmpty()) {
            return true;
        }
        for (int i = 0; i < alternatives.size(); i++) {
            if (alternatives.get(i).equals(text)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextMatcher that && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }

    private static boolean isPlain(String regex) {
        String bare = regex.replace("\\.", "").replace("\\-", "");
        return bare.chars().noneMatch(c -> "\\^$.?*+()[]{}".indexOf(c) >= 0);
    }
}
