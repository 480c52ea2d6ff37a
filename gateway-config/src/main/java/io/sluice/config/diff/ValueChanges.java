package io.sluice.config.diff;

import io.sluice.config.Masked;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings that differ, each with its path; lists of plain values are compared as a whole. */
final class ValueChanges {
    /** Is told what differs. */
    interface Visitor {
        /** @param before null if it was not there; {@link Masked} if it must not be shown */
        void changed(String path, @Nullable Object before, @Nullable Object after);
    }

    private final Draft draft;
    private final Visitor visitor;

    private ValueChanges(Draft draft, Visitor visitor) {
        this.draft = draft;
        this.visitor = visitor;
    }

    /** @param draft is told of values that cannot be compared */
    static void find(Map<String, Object> before, Map<String, Object> after, Draft draft, Visitor visitor) {
        new ValueChanges(draft, visitor).compare("", before, after);
    }

    private void compare(String path, @Nullable Object before, @Nullable Object after) {
        if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
            compareMaps(path, old, now);
        } else if (before instanceof List<?> old && after instanceof List<?> now && (nested(old) || nested(now))) {
            compareLists(path, old, now);
        } else if (before instanceof Masked || after instanceof Masked) {
            compareSecrets(path, before, after);
        } else if (!Texts.comparable(before).equals(Texts.comparable(after))) {
            visitor.changed(path, before, after);
        }
    }

    private void compareMaps(String path, Map<?, ?> before, Map<?, ?> after) {
        Set<Object> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.forEach(
                key -> compare(path.isEmpty() ? key.toString() : path + '.' + key, before.get(key), after.get(key)));
    }

    private void compareLists(String path, List<?> before, List<?> after) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            compare(path + '[' + i + ']', at(before, i), at(after, i));
        }
    }

    private void compareSecrets(String path, @Nullable Object before, @Nullable Object after) {
        if (before == null || after == null) {
            visitor.changed(path, before, after);
            return;
        }
        Masked old = masked(before);
        Masked now = masked(after);
        if (!old.isComparable() || !now.isComparable()) {
            draft.uncompared();
        } else if (!old.equals(now)) {
            visitor.changed(path, before, after);
        }
    }

    private static Masked masked(Object value) {
        return value instanceof Masked masked ? masked : Masked.of(Texts.value(value));
    }

    private static boolean nested(List<?> items) {
        return items.stream()
                .anyMatch(item -> item instanceof Map || item instanceof Collection || item instanceof Masked);
    }

    private static @Nullable Object at(List<?> items, int index) {
        return index < items.size() ? items.get(index) : null;
    }
}
