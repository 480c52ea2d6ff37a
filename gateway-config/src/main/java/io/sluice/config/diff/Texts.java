package io.sluice.config.diff;

import io.sluice.config.Masked;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values and lists as words. */
final class Texts {
    private static final int NAMED = 3;

    private Texts() {}

    /** A setting in one line, as in YAML's flow style. */
    static String value(@Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return items.stream().map(Texts::value).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return printable(String.valueOf(value));
    }

    /** As {@link #value}, but null for what is not there. */
    static @Nullable String valueOrNull(@Nullable Object value) {
        return value == null ? null : value(value);
    }

    /** Something that is equal for equal settings, however their numbers and maps are represented. */
    static Object comparable(@Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return items.stream().map(Texts::comparable).toList();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> String.valueOf(entry.getKey()), entry -> comparable(entry.getValue())));
        }
        return value instanceof Masked ? value : String.valueOf(value);
    }

    /** Whether a value in {@code value} is hidden by another process. */
    static boolean hasUnknown(Object value) {
        if (value instanceof Collection<?> items) {
            return items.stream().anyMatch(Texts::hasUnknown);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Texts::hasUnknown);
        }
        return value instanceof Masked masked && !masked.isComparable();
    }

    /** Such as {@code a, b, c and 4 more}. */
    static String some(List<String> names) {
        String shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() <= NAMED ? shown : shown + " and " + (names.size() - NAMED) + " more";
    }

    /** Such as {@code 1 route becomes} or {@code 2 routes become}. */
    static String count(int number, String noun, String one, String many) {
        return number + " " + noun + (number == 1 ? " " + one : "s " + many);
    }

    /** {@code text} without anything that could break a line or command a terminal. */
    private static String printable(String text) {
        if (text.isEmpty()) {
            return "\"\"";
        }
        return text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? String.format("\\u%04x", c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
