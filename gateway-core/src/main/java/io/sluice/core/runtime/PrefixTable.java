package io.sluice.core.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Values by path prefix, where a prefix ends at a slash or at the end of the path. Looking up costs one pass over the characters of the path and no
 * memory, however many prefixes there are. The texts lie side by side, since with many of them each object more to look at is one that no cache holds.
 */
final class PrefixTable<T> {
    /** The number of no entry. */
    static final int NONE = -1;

    /** Numbers of entries by the hash of their prefix; {@link #NONE} where there is none. */
    private final int[] slots;

    private final int mask;

    /** All prefixes, one behind the other. */
    private final char[] texts;

    /** Where the text of each entry begins, and at last where all end. */
    private final int[] starts;

    private final List<T> values;
    private final int longest;

    /** @param byPrefix the values by prefix: empty, or starting with a slash and not ending with one */
    PrefixTable(Map<String, T> byPrefix) {
        List<Map.Entry<String, T>> entries = List.copyOf(byPrefix.entrySet());
        slots = new int[Integer.highestOneBit(Math.max(4, entries.size() * 4))];
        mask = slots.length - 1;
        Arrays.fill(slots, NONE);
        starts = new int[entries.size() + 1];
        StringBuilder text = new StringBuilder();
        for (int entry = 0; entry < entries.size(); entry++) {
            String prefix = entries.get(entry).getKey();
            slots[free(prefix.hashCode())] = entry;
            text.append(prefix);
            starts[entry + 1] = text.length();
        }
        texts = text.toString().toCharArray();
        values = entries.stream().map(Map.Entry::getValue).toList();
        longest = byPrefix.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private int free(int hash) {
        int slot = slot(hash);
        while (slots[slot] != NONE) {
            slot = next(slot);
        }
        return slot;
    }

    /** Where a walk over the prefixes of a path stands. */
    interface Visitor<T> {
        void found(T value, int prefixLength);
    }

    /** The number of the entry with the longest prefix of {@code path}; {@link #NONE} if there is none. */
    int longest(String path) {
        int best = find(path, 0, 0);
        int end = Math.min(path.length(), longest);
        int hash = 0;
        for (int i = 0; i < end; i++) {
            hash = 31 * hash + path.charAt(i);
            if (i + 1 == path.length() || path.charAt(i + 1) == '/') {
                int found = find(path, i + 1, hash);
                best = found == NONE ? best : found;
            }
        }
        return best;
    }

    T value(int entry) {
        return values.get(entry);
    }

    /** How long the prefix of an entry is. */
    int length(int entry) {
        return starts[entry + 1] - starts[entry];
    }

    /** The values of all prefixes of {@code path}, shortest first. */
    void forEach(String path, Visitor<? super T> visitor) {
        visit(find(path, 0, 0), visitor);
        int end = Math.min(path.length(), longest);
        int hash = 0;
        for (int i = 0; i < end; i++) {
            hash = 31 * hash + path.charAt(i);
            if (i + 1 == path.length() || path.charAt(i + 1) == '/') {
                visit(find(path, i + 1, hash), visitor);
            }
        }
    }

    private void visit(int entry, Visitor<? super T> visitor) {
        if (entry != NONE) {
            visitor.found(value(entry), length(entry));
        }
    }

    /** The entry whose prefix are the first {@code length} characters of {@code path}. */
    private int find(String path, int length, int hash) {
        int slot = slot(hash);
        while (slots[slot] != NONE && !isPrefix(slots[slot], path, length)) {
            slot = next(slot);
        }
        return slots[slot];
    }

    private boolean isPrefix(int entry, String path, int length) {
        boolean same = length(entry) == length;
        for (int at = 0; same && at < length; at++) {
            same = texts[starts[entry] + at] == path.charAt(at);
        }
        return same;
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) & mask;
    }

    private int next(int slot) {
        return (slot + 1) & mask;
    }
}
