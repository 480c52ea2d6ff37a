package io.sluice.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the words that somebody probably meant: at most two letters inserted, removed, replaced or swapped, or only the case different. */
final class Spelling {
    private static final int MOST = 3;

    private Spelling() {}

    /** Up to three of {@code known}, closest first. */
    static List<String> closest(String word, Collection<String> known) {
        int limit = word.length() <= 3 ? 1 : 2;
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= limit)
                .sorted(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .limit(MOST)
                .toList();
    }

    /** The number of single-letter edits, swaps of neighbours included, ignoring case. */
    static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 2) {
            return Integer.MAX_VALUE;
        }
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
