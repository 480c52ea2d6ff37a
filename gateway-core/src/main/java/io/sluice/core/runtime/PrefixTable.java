package io.sluice.core.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by path prefix, where a prefix ends at a slash or at the end of the path. Looking up costs one pass over the characters of the path and no
 * memory, however many prefixes there are.
 */
final class PrefixTable<T> {
    /** By slot. */
    private final List<@Nullable String> prefixes;

    /** Each in the slot of its prefix. */
    private final List<@Nullable T> values;

    private final int mask;
    private final int longest;

    /** @param byPrefix the values by prefix: empty, or starting with a slash and not ending with one */
    PrefixTable(Map<String, T> byPrefix) {
        int size = Integer.highestOneBit(Math.max(4, byPrefix.size() * 4));
        mask = size - 1;
        prefixes = new ArrayList<>(Collections.nCopies(size, null));
        values = new ArrayList<>(Collections.nCopies(size, null));
        byPrefix.forEach(this::put);
        longest = byPrefix.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private void put(String prefix, T value) {
        int slot = spread(prefix.hashCode()) & mask;
        while (prefixes.get(slot) != null) {
            slot = (slot + 1) & mask;
        }
        prefixes.set(slot, prefix);
        values.set(slot, value);
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
        for (String prefix = prefixes.get(slot); prefix != null; prefix = prefixes.get(slot)) {
            if (prefix.length() == length && path.startsWith(prefix)) {
                return values.get(slot);
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }
}
