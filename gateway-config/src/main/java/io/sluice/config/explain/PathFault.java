package io.sluice.config.explain;

import io.sluice.core.runtime.CanonicalPath;
import org.jspecify.annotations.Nullable;

/** Says in words why a request target has no canonical form. */
final class PathFault {
    private PathFault() {}

    /** Null if {@code target}, path and query, is accepted. */
    static @Nullable String of(String method, String target) {
        if (target.equals("*")) {
            return method.equals("OPTIONS") ? null : "only OPTIONS may ask for *";
        }
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        if (CanonicalPath.of(path) == null) {
            return "the path is not unambiguous: " + reason(path);
        }
        int hidden = firstInvisible(query);
        return hidden < 0 ? null : "the query must be percent-encoded but has " + named(query.charAt(hidden));
    }

    private static String reason(String path) {
        int hidden = firstInvisible(path);
        if (hidden >= 0) {
            return named(path.charAt(hidden)) + " must be percent-encoded";
        }
        if (path.indexOf('\\') >= 0) {
            return "some readers take a backslash for a slash";
        }
        for (int escape = path.indexOf('%'); escape >= 0; escape = path.indexOf('%', escape + 1)) {
            String fault = escapeFault(path.substring(escape, Math.min(path.length(), escape + 3)));
            if (fault != null) {
                return fault;
            }
        }
        return path.indexOf('%') >= 0
                ? "its escapes are no UTF-8, or hide a dot segment"
                : "it has a dot segment in disguise, such as ..;";
    }

    private static @Nullable String escapeFault(String escape) {
        if (!escape.matches("%[0-9A-Fa-f]{2}")) {
            return escape + " is not an escape of the form %41";
        }
        if (escape.equalsIgnoreCase("%5C")) {
            return "some readers take " + escape + " for a backslash";
        }
        return escape.matches("%[01].|%7[Ff]") ? escape + " is a control character, which no path may hold" : null;
    }

    private static int firstInvisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return i;
            }
        }
        return -1;
    }

    private static String named(char c) {
        return c == ' '
                ? "a space"
                : c < ' ' || c == 0x7f ? "a control character" : "the character " + c + " outside ASCII";
    }
}
