package io.sluice.core.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by path prefix, where a prefix ends at a slash or at the end of the path. Looking up costs one pass over the characters of the path and no
 * memory, however many prefixes there are.
 */
final class PrefixTable<T> {
    private record Entry<T>(String prefix, T value) {}

    private final List<@Nullable Entry<T>> slots;
    private final int mask;
    private final int longest;

    /** @param values by prefix: empty, or starting with a slash and not ending with one */
    PrefixTable(Map<String, T> values) {
        int size = Integer.highestOneBit(Math.max(4, values.size() * 4));
        mask = size - 1;
        List<@Nullable Entry<T>> table = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            table.add(null);
        }
        int max = 0;
        for (Map.Entry<String, T> value : values.entrySet()) {
            put(table, new Entry<>(value.getKey(), value.getValue()));
            max = Math.max(max, value.getKey().length());
        }
        slots = table;
        longest = max;
    }

    private void put(List<@Nullable Entry<T>> table, Entry<T> entry) {
        int slot = spread(entry.prefix.hashCode()) & mask;
        while (table.get(slot) != null) {
            slot = (slot + 1) & mask;
        }
        table.set(slot, entry);
    }

    /** Where a walk over the prefixes of a path stands. */
    interface Visitor<T> {
        void found(T value, int prefixLength);
    }

    /** The value of the longest prefix of {@code path}; null if there is none. */
    @Nullable
    T longest(String path) {
        T best = probe(path, 0, 0);
        int end = Math.min(path.length(), longest);
        int hash = 0;
        for (int i = 0; i < end; i++) {
            hash = 31 * hash + path.charAt(i);
            if (i + 1 == path.length() || path.charAt(i + 1) == '/') {
                T found = probe(path, i + 1, hash);
                best = found == null ? best : found;
            }
        }
        return best;
    }

    /** The values of all prefixes of {@code path}, shortest first. */
    void forEach(String path, Visitor<T> visitor) {
        visit(path, 0, 0, visitor);
        int end = Math.min(path.length(), longest);
        int hash = 0;
        for (int i = 0; i < end; i++) {
            hash = 31 * hash + path.charAt(i);
            if (i + 1 == path.length() || path.charAt(i + 1) == '/') {
                visit(path, i + 1, hash, visitor);
            }
        }
    }

    private void visit(String path, int length, int hash, Visitor<T> visitor) {
        T found = probe(path, length, hash);
        if (found != null) {
            visitor.found(found, length);
        }
    }

    private @Nullable T probe(String path, int length, int hash) {
        int slot = spread(hash) & mask;
        for (Entry<T> entry = slots.get(slot); entry != null; entry = slots.get(slot)) {
            if (entry.prefix.length() == length && path.startsWith(entry.prefix)) {
                return entry.value;
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }
}
