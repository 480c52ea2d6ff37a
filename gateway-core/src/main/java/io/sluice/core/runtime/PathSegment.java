package io.sluice.core.runtime;

/**
 * Segments that are a dot segment, or nothing at all, to one reader and a name to another: some upstreams take the parameters behind a semicolon away, or
 * read {@code %2F} as a slash, before they resolve dots.
 */
final class PathSegment {
    private PathSegment() {}

    static boolean isAmbiguous(String segment) {
        if (isDots(segment, 0, segment.length())) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= segment.length(); i++) {
            int width = i == segment.length() ? 1 : delimiter(segment, i);
            if (width > 0) {
                boolean nothing = i == 0 && !segment.isEmpty() && isSemicolon(segment, 0);
                if (nothing || isDots(segment, start, i)) {
                    return true;
                }
                start = i + width;
            }
        }
        return false;
    }

    /** Characters of the delimiter at {@code index}, 0 if there is none. */
    private static int delimiter(String segment, int index) {
        if (segment.charAt(index) == ';') {
            return 1;
        }
        return isSemicolon(segment, index) || CanonicalPath.isEncodedSlash(segment, index) ? PercentEscape.LENGTH : 0;
    }

    private static boolean isSemicolon(String segment, int index) {
        return segment.charAt(index) == ';' || PercentEscape.octet(segment, index) == ';';
    }

    private static boolean isDots(String segment, int start, int end) {
        boolean dot = end > start && segment.charAt(start) == '.';
        return dot && (end - start == 1 || end - start == 2 && segment.charAt(start + 1) == '.');
    }
}
