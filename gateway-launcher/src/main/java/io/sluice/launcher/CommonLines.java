package io.sluice.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which lines two texts have in common, in order. Lines that stand once in both texts are matched first, and what lies between them after that
 * (patience diff), which takes little time for long texts and gives what a reader expects for moved blocks.
 */
final class CommonLines {
    private static final int NONE = -1;

    private final List<String> before;
    private final List<String> after;
    private final int[] match;

    private CommonLines(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        this.match = new int[before.size()];
        Arrays.fill(match, NONE);
    }

    /** For each line of {@code before} the index of the same line in {@code after}, or -1; increasing where it is not -1. */
    static int[] match(List<String> before, List<String> after) {
        CommonLines lines = new CommonLines(before, after);
        lines.match(0, before.size(), 0, after.size());
        return lines.match;
    }

    private void match(int from, int to, int otherFrom, int otherTo) {
        while (from < to && otherFrom < otherTo && before.get(from).equals(after.get(otherFrom))) {
            match[from++] = otherFrom++;
        }
        while (from < to && otherFrom < otherTo && before.get(to - 1).equals(after.get(otherTo - 1))) {
            match[--to] = --otherTo;
        }
        int start = from;
        int otherStart = otherFrom;
        for (int[] pair : longestIncreasing(uniquePairs(from, to, otherFrom, otherTo))) {
            match[pair[0]] = pair[1];
            match(start, pair[0], otherStart, pair[1]);
            start = pair[0] + 1;
            otherStart = pair[1] + 1;
        }
        if (start > from) {
            match(start, to, otherStart, otherTo);
        }
    }

    /** The places of lines that stand once in each part, by their order in the first. */
    private List<int[]> uniquePairs(int from, int to, int otherFrom, int otherTo) {
        Map<String, Integer> places = uniqueLines(before, from, to);
        Map<String, Integer> others = uniqueLines(after, otherFrom, otherTo);
        List<int[]> pairs = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Integer other = others.get(before.get(i));
            if (other != null && places.containsKey(before.get(i))) {
                pairs.add(new int[] {i, other});
            }
        }
        return pairs;
    }

    private static Map<String, Integer> uniqueLines(List<String> lines, int from, int to) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = from; i < to; i++) {
            places.merge(lines.get(i), i, (one, other) -> NONE);
        }
        places.values().removeIf(place -> place == NONE);
        return places;
    }

    /** A longest selection in which the second numbers grow as well. */
    private static List<int[]> longestIncreasing(List<int[]> pairs) {
        int[] previous = new int[pairs.size()];
        int[] ends = new int[pairs.size()];
        int length = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int at = position(pairs, ends, length, pairs.get(i)[1]);
            previous[i] = at == 0 ? NONE : ends[at - 1];
            ends[at] = i;
            length = Math.max(length, at + 1);
        }
        int[][] chosen = new int[length][];
        int next = length == 0 ? NONE : ends[length - 1];
        for (int i = length - 1; i >= 0; i--) {
            chosen[i] = pairs.get(next);
            next = previous[next];
        }
        return List.of(chosen);
    }

    /** How many of the shortest-ended selections end before {@code value}. */
    private static int position(List<int[]> pairs, int[] ends, int length, int value) {
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pairs.get(ends[middle])[1] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
