package io.sluice.config.diff;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The longest part of a series that rises when everything else is taken out. */
final class LongestRise {
    private LongestRise() {}

    /** @param series distinct numbers */
    static Set<Integer> of(List<Integer> series) {
        int[] length = new int[series.size()];
        int[] previous = new int[series.size()];
        int last = -1;
        for (int i = 0; i < length.length; i++) {
            previous[i] = best(series, length, i);
            length[i] = previous[i] < 0 ? 1 : length[previous[i]] + 1;
            last = last < 0 || length[i] > length[last] ? i : last;
        }
        Set<Integer> rise = new HashSet<>();
        for (int i = last; i >= 0; i = previous[i]) {
            rise.add(series.get(i));
        }
        return rise;
    }

    /** The index of the longest rise that element {@code i} can go on with, or -1. */
    private static int best(List<Integer> series, int[] length, int i) {
        int best = -1;
        for (int j = 0; j < i; j++) {
            boolean longer = best < 0 || length[j] > length[best];
            best = longer && series.get(j) < series.get(i) ? j : best;
        }
        return best;
    }
}
