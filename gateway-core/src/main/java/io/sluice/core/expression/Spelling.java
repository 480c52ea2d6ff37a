package io.sluice.core.expression;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Guesses what a misspelt name was meant to be. */
final class Spelling {
    private Spelling() {}

    /** Such as {@code ; did you mean `lower`?}, empty if nothing is near. */
    static String hint(String name, Collection<String> known) {
        String best = nearest(name, known);
        return best == null ? "" : "; did you mean `" + best + "`?";
    }

    private static @Nullable String nearest(String name, Collection<String> known) {
        String best = null;
        int least = Math.max(2, Math.min(name.length(), 30) / 3) + 1;
        for (String candidate : known) {
            int distance = candidate.endsWith("::" + name) ? 0 : distance(name, candidate, least);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** The number of letters to add, drop or change, or {@code limit} if there are at least so many. */
    private static int distance(String from, String to, int limit) {
        if (Math.abs(from.length() - to.length()) >= limit) {
            return limit;
        }
        int[] row = new int[to.length() + 1];
        for (int i = 0; i <= to.length(); i++) {
            row[i] = i;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = diagonal + (equalLetters(from.charAt(i - 1), to.charAt(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static boolean equalLetters(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
