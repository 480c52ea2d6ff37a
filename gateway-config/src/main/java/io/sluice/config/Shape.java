package io.sluice.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form a value of a record component has in a file. */
sealed interface Shape {
    /** One piece of text that is read as {@code type}. */
    record Leaf(Class<?> type) implements Shape {}

    /** Any node, or any scalar, kept as it is with its place. */
    record Raw(boolean scalar) implements Shape {}

    /** A mapping with these keys, and how their values become a record. */
    record Fields(List<Setting> settings, Maker maker) implements Shape {}

    /** The canonical constructor of a record, which may refuse with an unchecked exception. */
    interface Maker {
        Record make(@Nullable Object[] values);
    }

    /** A list. */
    record Items(Shape each) implements Shape {}

    /** A mapping with any keys. */
    record Entries(Shape each) implements Shape {}

    /** Something that may be absent. */
    record Maybe(Shape inner) implements Shape {}
}
