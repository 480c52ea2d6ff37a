package io.sluice.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form a value of a record component has in a file. */
sealed interface Shape {
    /** Whether there may be secrets in it. */
    default boolean secretInside() {
        return false;
    }

    /** One piece of text that is read as {@code type}. */
    record Leaf(Class<?> type) implements Shape {}

    /** Any node, or any scalar, kept as it is with its place. */
    record Raw(boolean scalar) implements Shape {}

    /**
     * A mapping with these keys, how their values become a record, and how a record gives them back.
     *
     * @param byName the settings under every spelling of theirs
     * @param secretInside whether one of the settings is a secret or has one inside
     */
    record Fields(List<Setting> settings, Map<String, Setting> byName, boolean secretInside, Maker maker, Reader reader)
            implements Shape {
        Fields(List<Setting> settings, Maker maker, Reader reader) {
            this(
                    settings,
                    byName(settings),
                    settings.stream()
                            .anyMatch(setting ->
                                    setting.secret() || setting.shape().secretInside()),
                    maker,
                    reader);
        }

        boolean knows(String key) {
            return byName.containsKey(key);
        }

        /** Whether one of the settings is a secret. */
        boolean secret() {
            for (Setting setting : settings) {
                if (setting.secret()) {
                    return true;
                }
            }
            return false;
        }

        private static Map<String, Setting> byName(List<Setting> settings) {
            Map<String, Setting> found = new HashMap<>();
            settings.forEach(setting -> setting.names().forEach(name -> found.putIfAbsent(name, setting)));
            return found;
        }
    }

    /** The canonical constructor of a record, which may refuse with an unchecked exception. */
    interface Maker {
        /** @param values one for each setting */
        Record make(@Nullable Object[] values, Location at);
    }

    /** The values of a record, one for each setting. */
    interface Reader {
        List<Object> read(Record made);
    }

    /** A list. */
    record Items(Shape each) implements Shape {
        @Override
        public boolean secretInside() {
            return each.secretInside();
        }
    }

    /** A mapping with any keys. */
    record Entries(Shape each) implements Shape {
        @Override
        public boolean secretInside() {
            return each.secretInside();
        }
    }

    /** Something that may be absent. */
    record Maybe(Shape inner) implements Shape {
        @Override
        public boolean secretInside() {
            return inner.secretInside();
        }
    }
}
