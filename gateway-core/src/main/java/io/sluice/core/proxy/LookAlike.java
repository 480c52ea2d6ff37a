package io.sluice.core.proxy;

import io.sluice.core.runtime.ProtectedFields;

/**
 * Names of fields that mean nothing here but that an upstream may take for another field: those that turn names into variables read
 * {@code Content_Length}, some even {@code Content-Length-}, as Content-Length. What frames, routes, forwards or authenticates a request must not come
 * in such disguise.
 */
final class LookAlike {
    private LookAlike() {}

    /** Whether the name in the first {@code length} bytes of {@code line} is one. */
    static boolean matches(byte[] line, int length) {
        return isOdd(line, length) && ProtectedFields.contain(meant(line, length));
    }

    /** Whether there is more in it than letters and digits with single dashes between them, of which nearly all names consist. */
    private static boolean isOdd(byte[] line, int length) {
        boolean behindDash = true;
        for (int i = 0; i < length; i++) {
            boolean dash = line[i] == '-';
            if (dash && behindDash || !Octet.is(line[i], Octet.PLAIN)) {
                return true;
            }
            behindDash = dash;
        }
        return behindDash;
    }

    /** The name in small letters, with one dash for whatever is between its words and nothing around them. */
    private static String meant(byte[] line, int length) {
        StringBuilder meant = new StringBuilder(length);
        boolean behindWord = false;
        for (int i = 0; i < length; i++) {
            boolean word = line[i] != '-' && Octet.is(line[i], Octet.PLAIN);
            if (word && !behindWord && !meant.isEmpty()) {
                meant.append('-');
            }
            if (word) {
                meant.append(Character.toLowerCase((char) line[i]));
            }
            behindWord = word;
        }
        return meant.toString();
    }
}
