package io.sluice.core.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The one form of a path on which routes, rules and policies decide and which is forwarded: escapes of unreserved characters decoded once, empty and
 * dot segments resolved (RFC 3986 section 6.2.2). What two readers could understand differently is refused: backslashes, encoded or not, encoded control
 * characters, escapes that are malformed or no UTF-8, dot segments in disguise. Encoded slashes stay, for each API to decide about
 * ({@link EncodedSlashes}).
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
            if (doubtful || before == '/' && (c == '/' || c == '.' || c == ';')) {
                return false;
            }
            before = c;
        }
        return true;
    }

    static boolean hasEncodedSlash(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            if (isEncodedSlash(path, i)) {
                return true;
            }
        }
        return false;
    }

    static boolean isEncodedSlash(String path, int index) {
        return PercentEscape.octet(path, index) == '/';
    }

    private static @Nullable String canonical(String path) {
        String decoded = decodeUnreserved(path);
        return decoded == null || isAmbiguous(decoded) ? null : resolve(decoded);
    }

    private static @Nullable String decodeUnreserved(String path) {
        StringBuilder text = new StringBuilder(path.length());
        int next;
        for (int i = 0; i < path.length(); i = next) {
            char c = path.charAt(i);
            next = c == '%' ? escapeEnd(path, i) : isPlain(c) ? i + 1 : -1;
            if (next < 0) {
                return null;
            }
            int octet = PercentEscape.octet(path, i);
            if (isUnreserved(octet)) {
                text.append((char) octet);
            } else {
                text.append(path, i, next);
            }
        }
        return text.toString();
    }

    private static boolean isPlain(char c) {
        return c > ' ' && c < 0x7f && c != '\\';
    }

    /** Where the escape of a character ends that begins at {@code index}; -1 if it is refused. */
    private static int escapeEnd(String path, int index) {
        int octet = PercentEscape.octet(path, index);
        if (octet >= 0x80) {
            return PercentEscape.characterEnd(path, index);
        }
        return octet < ' ' || octet == 0x7f || octet == '\\' ? -1 : index + PercentEscape.LENGTH;
    }

    private static boolean isAmbiguous(String path) {
        for (String segment : path.split("/", -1)) {
            if (PathSegment.isAmbiguous(segment)) {
                return true;
            }
        }
        return false;
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
