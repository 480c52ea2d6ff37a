package io.sluice.policies;

/** Finds payment card numbers: 13 to 19 digits, single spaces or hyphens between them, with a check digit after Luhn (ISO/IEC 7812-1, annex B). */
final class CardNumbers {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    private CardNumbers() {}

    static String masked(String text) {
        StringBuilder masked = null;
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            int end = isDigit(text, at) ? cardEnd(text, at) : -1;
            if (end > 0) {
                masked = masked == null ? new StringBuilder() : masked;
                masked.append(text, copied, at).append(DataMask.MASK);
                copied = end;
            }
            at = end > 0 ? end : nextStart(text, at);
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }

    /** A number can begin only where digits begin, so the rest of this run of digits is passed over. */
    private static int nextStart(String text, int at) {
        int next = at + 1;
        while (isDigit(text, at) && isDigit(text, next)) {
            next++;
        }
        return next;
    }

    /** Where the longest card number that begins at {@code start} ends, -1 if none begins there. */
    private static int cardEnd(String text, int start) {
        int found = -1;
        int digits = 0;
        int same = 0;
        int other = 0;
        for (int at = start; isDigit(text, at) && digits < LONGEST; at += isSeparated(text, at) ? 2 : 1) {
            int digit = text.charAt(at) - '0';
            // Which digits are doubled depends on the length, so both sums are carried along and change places.
            int carried = same;
            same = other + digit;
            other = carried + (digit > 4 ? 2 * digit - 9 : 2 * digit);
            digits++;
            if (digits >= SHORTEST && same % 10 == 0 && !isDigit(text, at + 1)) {
                found = at + 1;
            }
        }
        return found;
    }

    private static boolean isSeparated(String text, int at) {
        boolean separator = at + 1 < text.length() && (text.charAt(at + 1) == ' ' || text.charAt(at + 1) == '-');
        return separator && isDigit(text, at + 2);
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
