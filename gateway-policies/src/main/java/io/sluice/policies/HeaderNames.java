package io.sluice.policies;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.sluice.core.policy.PolicyContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Headers to remove: plain names, looked up one by one, and patterns, for which every name of a message is tried.
 *
 * <p>Threading: immutable; shared by all event loops.
 */
final class HeaderNames {
    /** Without these a message cannot be understood any more. */
    private static final Set<String> PROTECTED =
            Set.of("connection", "content-length", "content-type", "date", "host", "transfer-encoding");

    private final List<AsciiString> plain;
    private final @Nullable Pattern pattern;

    private HeaderNames(List<AsciiString> plain, @Nullable Pattern pattern) {
        this.plain = List.copyOf(plain);
        this.pattern = pattern;
    }

    static HeaderNames of(String path, List<String> entries, PolicyContext context) {
        List<AsciiString> plain = new ArrayList<>();
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            if (!isPlain(entry)) {
                patterns.add(checked(entry, path + "[" + i + "]", context));
            } else if (!PROTECTED.contains(entry.toLowerCase(Locale.ROOT))) {
                plain.add(AsciiString.cached(entry));
            }
        }
        return new HeaderNames(plain, patterns.isEmpty() ? null : compile(String.join("|", patterns)));
    }

    /** Whether it means the same as a name and as a regular expression. */
    private static boolean isPlain(String entry) {
        return HeaderFields.isName(entry) && entry.chars().noneMatch(c -> "$*+.^|".indexOf(c) >= 0);
    }

    /** The expression as an alternative, one that matches nothing if it is not valid. */
    private static String checked(String regex, String path, PolicyContext context) {
        try {
            return "(?:" + compile(regex).pattern() + ")";
        } catch (PatternSyntaxException e) {
            context.problem(
                    path,
                    "must be a header name or a regular expression in RE2 syntax: " + e.getDescription() + " in "
                            + e.getPattern());
            return "[^\\x00-\\x{10FFFF}]";
        }
    }

    private static Pattern compile(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    void removeFrom(HttpHeaders headers) {
        for (int i = 0; i < plain.size(); i++) {
            headers.remove(plain.get(i));
        }
        if (pattern != null) {
            removeMatching(pattern, headers);
        }
    }

    private static void removeMatching(Pattern pattern, HttpHeaders headers) {
        for (String name : List.copyOf(headers.names())) {
            if (pattern.matches(name) && !PROTECTED.contains(name.toLowerCase(Locale.ROOT))) {
                headers.remove(name);
            }
        }
    }
}
