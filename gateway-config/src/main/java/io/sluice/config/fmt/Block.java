package io.sluice.config.fmt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapping or list in block style, with the lines of its text. Lines count from 0.
 *
 * @param column where its keys or dashes stand
 * @param entries at least one
 */
record Block(boolean sequence, int column, List<Entry> entries) {
    Block {
        entries = List.copyOf(entries);
    }

    /** What the last line of an entry is. */
    enum Ending {
        /** Nothing that what follows could be taken for a part of. */
        CLOSED,
        /** Block text, which would take in a comment that is indented like it. */
        BLOCK_TEXT,
        /** Block text that would take in empty lines as well. */
        KEPT_BLOCK_TEXT
    }

    /**
     * A key with its value, or an item.
     *
     * @param key empty for items and for keys that are no plain text
     * @param line where the key or the dash stands
     * @param last the last line that belongs to it, comments not counted
     * @param scalar the value if it is a scalar
     * @param nested the value if it is a block whose lines can be arranged; otherwise the text is moved as it stands
     * @param linked whether an anchor or alias is inside
     * @param ending what may follow it
     */
    record Entry(
            String key,
            int line,
            int last,
            @Nullable String scalar,
            @Nullable Block nested,
            boolean linked,
            Ending ending) {}

    Entry first() {
        return entries.get(0);
    }

    /** The scalar value of {@code key}, empty if there is none. */
    String scalar(String key) {
        for (Entry entry : entries) {
            if (entry.key().equals(key) && entry.scalar() != null) {
                return entry.scalar();
            }
        }
        return "";
    }

    /** Whether the order of entries matters because an alias must come after its anchor. */
    boolean linked() {
        return entries.stream().filter(Entry::linked).count() > 1;
    }
}
