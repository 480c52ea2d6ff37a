package io.sluice.core.runtime;

/** Reads escapes such as {@code %2F} in a path (RFC 3986 section 2.1). */
final class PercentEscape {
    /** Characters of one escape. */
    static final int LENGTH = 3;

    private PercentEscape() {}

    /** The octet that the escape at {@code index} stands for; -1 if there is none or it is malformed. */
    static int octet(String path, int index) {
        if (index + LENGTH > path.length() || path.charAt(index) != '%') {
            return -1;
        }
        int high = digit(path.charAt(index + 1));
        int low = digit(path.charAt(index + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /**
     * Where the escapes end that stand for one character beyond ASCII, beginning at {@code index}; -1 if they are no proper UTF-8 (RFC 3629), for
     * instance an overlong form in which a slash could hide.
     */
    static int characterEnd(String path, int index) {
        int lead = octet(path, index);
        int rest = lead >= 0xc2 && lead < 0xe0
                ? 1
                : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : -1;
        int at = index + LENGTH;
        for (int i = 0; i < rest; i++, at += LENGTH) {
            int next = octet(path, at);
            boolean sound = i == 0 ? isSecond(lead, next) : next >= 0x80 && next < 0xc0;
            if (!sound) {
                return -1;
            }
        }
        return rest < 0 ? -1 : at;
    }

    private static boolean isSecond(int lead, int octet) {
        int min = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int max = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        return octet >= min && octet <= max;
    }

    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
