package io.sluice.core.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values by path prefix, where a prefix ends at a slash or at the end of the path. Looking up costs one pass over the characters of the path and no
 * memory, however many prefixes there are. With many of them each object more to look at is one that no cache holds: so the texts lie side by side, and
 * text and value are both found by the slot, so that the processor fetches the one while it waits for the other.
 */
final class PrefixTable<T> {
    /** The number of no slot. */
    static final int NONE = -1;

    private static final int FREE = 0;

    /** Where in {@link #texts} the prefix of each slot begins, or {@link #FREE}; a prefix has the slot of its hash or the next that was free. */
    private final int[] places;

    private final int mask;

    /** All prefixes, each behind its length, which takes two characters; the first begins behind {@link #FREE}. */
    private final char[] texts;

    /** By slot. */
    private final List<@Nullable T> values;

    private final int longest;

    /** @param byPrefix the values by prefix: empty, or starting with a slash and not ending with one */
    PrefixTable(Map<String, T> byPrefix) {
        places = new int[Integer.highestOneBit(Math.max(4, byPrefix.size() * 4))];
        mask = places.length - 1;
        values = new ArrayList<>(Collections.nCopies(places.length, null));
        StringBuilder text = new StringBuilder("-");
        byPrefix.forEach((prefix, value) -> {
            int slot = free(prefix.hashCode());
            places[slot] = text.length();
            values.set(slot, value);
            text.append((char) (prefix.length() >>> Character.SIZE))
                    .append((char) prefix.length())
                    .append(prefix);
        });
        texts = text.toString().toCharArray();
        longest = byPrefix.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private int free(int hash) {
        int slot = slot(hash);
        while (places[slot] != FREE) {
            slot = next(slot);
        }
        return slot;
    }

    /** Where a walk over the prefixes of a path stands. */
    interface Visitor<T> {
        void found(T value, int prefixLength);
    }

    /** The slot of the longest prefix of {@code path}; {@link #NONE} if there is none. */
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

    T value(int slot) {
        return Objects.requireNonNull(values.get(slot));
    }

    /** How long the prefix of a slot is. */
    int length(int slot) {
        return lengthAt(places[slot]);
    }

    private int lengthAt(int place) {
        return texts[place] << Character.SIZE | texts[place + 1];
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

    private void visit(int slot, Visitor<? super T> visitor) {
        if (slot != NONE) {
            visitor.found(value(slot), length(slot));
        }
    }

    /** The slot whose prefix are the first {@code length} characters of {@code path}. */
    private int find(String path, int length, int hash) {
        int slot = slot(hash);
        while (places[slot] != FREE && !isPrefix(places[slot], path, length)) {
            slot = next(slot);
        }
        return places[slot] == FREE ? NONE : slot;
    }

    private boolean isPrefix(int place, String path, int length) {
        int first = place + 2;
        boolean same = lengthAt(place) == length;
        for (int at = 0; same && at < length; at++) {
            same = texts[first + at] == path.charAt(at);
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
