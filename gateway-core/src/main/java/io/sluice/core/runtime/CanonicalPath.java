package io.sluice.core.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The one form of a path on which routes, rules and policies decide and which is forwarded: escapes of unreserved characters decoded once, empty and
 * dot segments resolved (RFC 3986 section 6.2.2). What two readers could understand differently is refused: encoded slashes and control characters,
 * backslashes, malformed escapes.
 */
public final class CanonicalPath {
    private CanonicalPath() {}

    /** The canonical form of {@code path}, which is often {@code path} itself; null if it is refused. */
    public static @Nullable String of(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return null;
        }
        return isCanonical(path) ? path : canonical(path);
    }

    private static boolean isCanonical(String path) {
        char before = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean doubtful = c == '%' || c == '\\' || c <= ' ' || c >= 0x7f;
            if (doubtful || before == '/' && (c == '/' || c == '.')) {
                return false;
            }
            before = c;
        }
        return true;
    }

    private static @Nullable String canonical(String path) {
        String decoded = decodeUnreserved(path);
        return decoded == null ? null : resolve(decoded);
    }

    private static @Nullable String decodeUnreserved(String path) {
        StringBuilder text = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' || c <= ' ' || c >= 0x7f) {
                return null;
            }
            if (c != '%') {
                text.append(c);
                continue;
            }
            int octet = octet(path, i);
            if (octet < ' ' || octet == 0x7f || octet == '/' || octet == '\\') {
                return null;
            }
            if (isUnreserved(octet)) {
                text.append((char) octet);
            } else {
                text.append(path, i, i + 3);
            }
            i += 2;
        }
        return text.toString();
    }

    /** The value of the escape at {@code index}, -1 if it is malformed. */
    private static int octet(String path, int index) {
        if (index + 2 >= path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(index + 1), 16);
        int low = Character.digit(path.charAt(index + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
    }

    /** {@code path}, which may have been put together from pieces, as an absolute path without dot segments: it cannot lead out of where it is put. */
    static String contained(String path) {
        String absolute = path.startsWith("/") ? path : '/' + path;
        return absolute.contains("/.") ? resolve(absolute) : path;
    }

    private static String resolve(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            String segment = segments[i];
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        return join(kept, endsInFolder(segments));
    }

    private static boolean endsInFolder(String[] segments) {
        String last = segments[segments.length - 1];
        return last.isEmpty() || last.equals(".") || last.equals("..");
    }

    private static String join(Deque<String> segments, boolean folder) {
        StringBuilder text = new StringBuilder();
        for (Iterator<String> each = segments.iterator(); each.hasNext(); ) {
            text.append('/').append(each.next());
        }
        return text.length() == 0 || folder ? text.append('/').toString() : text.toString();
    }
}
