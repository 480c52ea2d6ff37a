package io.sluice.core.proxy;

import io.netty.util.AsciiString;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What an octet may be part of (RFC 9110 section 5.5 and 5.6.2): one look-up where there would be a chain of comparisons. */
final class Octet {
    /** A method or the name of a field. */
    static final int TOKEN = 1;

    /** The characters of which all usual names of fields consist: letters, digits and the dash. */
    static final int PLAIN = 2;

    /** A request target: visible ASCII. */
    static final int VISIBLE = 4;

    /** The value of a field or a reason phrase: visible, blank, tab or beyond ASCII; no control character. */
    static final int TEXT = 8;

    /** White space within a line. */
    static final int BLANK = 16;

    private static final byte[] CLASSES = new byte[256];

    /** Each octet, capital letters as small ones. */
    private static final byte[] SMALL = new byte[256];

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long BLANKS = 0x2020202020202020L;
    private static final long DELETES = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGH = 0x8080808080808080L;

    static {
        mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", PLAIN | TOKEN);
        mark("!#$%&'*+.^_`|~", TOKEN);
        mark(" \t", BLANK | TEXT);
        for (int visible = 0x21; visible < 0x7f; visible++) {
            CLASSES[visible] |= VISIBLE | TEXT;
        }
        for (int beyond = 0x80; beyond <= 0xff; beyond++) {
            CLASSES[beyond] |= TEXT;
        }
        for (int octet = 0; octet < SMALL.length; octet++) {
            SMALL[octet] = (byte) (octet >= 'A' && octet <= 'Z' ? octet + 'a' - 'A' : octet);
        }
    }

    private Octet() {}

    static boolean is(byte octet, int wanted) {
        return (CLASSES[octet & 0xff] & wanted) != 0;
    }

    /** The index of the first octet from {@code start} that is not {@code wanted}; {@code end} if all are. */
    static int skip(byte[] octets, int start, int end, int wanted) {
        int at = start;
        while (at < end && (CLASSES[octets[at] & 0xff] & wanted) != 0) {
            at++;
        }
        return at;
    }

    /** The same for {@link #TOKEN}: looks at eight at once as long as they are letters and dashes, of which nearly all names of fields consist. */
    static int skipToken(byte[] octets, int start, int end) {
        int at = start;
        int plain = Long.BYTES;
        while (plain == Long.BYTES && at < end && at + Long.BYTES <= octets.length) {
            plain = lettersAndDashes((long) EIGHT.get(octets, at));
            at += plain;
        }
        return skip(octets, Math.min(at, end), end, TOKEN);
    }

    /** How many of eight octets, from the first on, are letters or dashes. */
    private static int lettersAndDashes(long eight) {
        long low = eight & DELETES;
        long small = low | BLANKS;
        long letter = small + (0x80 - 'a') * EACH & ~(small + (0x7f - 'z') * EACH);
        long dash = ~((low ^ '-' * EACH) + DELETES);
        return Long.numberOfTrailingZeros(~((letter | dash) & ~eight) & HIGH) / Byte.SIZE;
    }

    /** Whether all octets from {@code start} to {@code end} are {@link #TEXT}: looks at eight at once, since most octets of a head are in values. */
    static boolean isText(byte[] octets, int start, int end) {
        int at = start;
        while (at + Long.BYTES <= end && !mayHaveControl((long) EIGHT.get(octets, at))) {
            at += Long.BYTES;
        }
        // The last eight may begin before start; if what is there is no text, the rest is looked at one by one.
        boolean onlyRest = at + Long.BYTES > end && end >= Long.BYTES;
        return onlyRest && !mayHaveControl((long) EIGHT.get(octets, end - Long.BYTES))
                || skip(octets, at, end, TEXT) == end;
    }

    /** Whether one of eight octets is below 0x20 or 0x7f; a tab is too. */
    private static boolean mayHaveControl(long eight) {
        long low = (eight - BLANKS) & ~eight;
        long delete = eight ^ DELETES;
        return ((low | (delete - EACH) & ~delete) & HIGH) != 0;
    }

    /** The value of a hexadecimal digit; -1 if it is none. */
    static int hex(byte octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Whether {@code text} stands at {@code start} of {@code octets}, in whatever case; there are as many octets at least. */
    static boolean equalsIgnoreCase(byte[] octets, int start, CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char wanted = text.charAt(i);
            if (wanted > 0xff || SMALL[octets[start + i] & 0xff] != SMALL[wanted]) {
                return false;
            }
        }
        return true;
    }

    /** The same for a text that is there as octets. */
    static boolean equalsIgnoreCase(byte[] octets, int start, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (SMALL[octets[start + i] & 0xff] != SMALL[text[i] & 0xff]) {
                return false;
            }
        }
        return true;
    }

    /** Copies {@code token} to {@code at}; false if it is none. */
    static boolean copyToken(CharSequence token, byte[] octets, int at) {
        if (token instanceof AsciiString ascii) {
            int end = copy(ascii, octets, at);
            return end > at && skipToken(octets, at, end) == end;
        }
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c > 0x7f || (CLASSES[c] & TOKEN) == 0) {
                return false;
            }
            octets[at + i] = (byte) c;
        }
        return token.length() > 0;
    }

    /** Copies a value of a field to {@code at}, what is beyond one octet as a question mark; false if it is no proper value. */
    static boolean copyText(CharSequence text, byte[] octets, int at) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            byte octet = c > 0xff ? (byte) '?' : (byte) c;
            if ((CLASSES[octet & 0xff] & TEXT) == 0) {
                return false;
            }
            octets[at + i] = octet;
        }
        return text.length() == 0 || !is(octets[at], BLANK);
    }

    private static int copy(AsciiString text, byte[] octets, int at) {
        System.arraycopy(text.array(), text.arrayOffset(), octets, at, text.length());
        return at + text.length();
    }

    private static void mark(String characters, int classes) {
        for (int i = 0; i < characters.length(); i++) {
            CLASSES[characters.charAt(i)] |= (byte) classes;
        }
    }
}
