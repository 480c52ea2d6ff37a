package io.sluice.config.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which elements of two lists are the same thing, and which have no counterpart.
 *
 * @param kept in the order of the old side
 * @param removed in the order of the old side
 * @param added in the order of the new side
 */
record Pairing<T>(List<Pair<T>> kept, List<T> removed, List<T> added) {
    /** @param keys ways to recognise an element, the surest first; those with equal keys are paired in order */
    static <T> Pairing<T> of(List<T> before, List<T> after, List<Function<T, Object>> keys) {
        Map<Integer, Integer> partners = new TreeMap<>();
        Set<Integer> taken = new HashSet<>();
        keys.forEach(key -> pair(before, after, key, partners, taken));
        List<Pair<T>> kept = new ArrayList<>();
        partners.forEach((from, to) -> kept.add(new Pair<>(before.get(from), after.get(to), to)));
        return new Pairing<>(kept, without(before, partners.keySet()), without(after, taken));
    }

    /** The pairs that must be moved to bring the old order into the new one: as few as possible. */
    List<Pair<T>> moved() {
        Set<Integer> staying = LongestRise.of(kept.stream().map(Pair::to).toList());
        return kept.stream().filter(pair -> !staying.contains(pair.to())).toList();
    }

    private static <T> void pair(
            List<T> before,
            List<T> after,
            Function<T, Object> key,
            Map<Integer, Integer> partners,
            Set<Integer> taken) {
        Map<Object, Queue<Integer>> candidates = new HashMap<>();
        for (int i = 0; i < after.size(); i++) {
            if (!taken.contains(i)) {
                candidates
                        .computeIfAbsent(key.apply(after.get(i)), any -> new ArrayDeque<>())
                        .add(i);
            }
        }
        for (int i = 0; i < before.size(); i++) {
            Queue<Integer> found = partners.containsKey(i) ? null : candidates.get(key.apply(before.get(i)));
            Integer partner = found == null ? null : found.poll();
            if (partner != null) {
                partners.put(i, partner);
                taken.add(partner);
            }
        }
    }

    private static <T> List<T> without(List<T> all, Set<Integer> indexes) {
        List<T> rest = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!indexes.contains(i)) {
                rest.add(all.get(i));
            }
        }
        return rest;
    }
}
