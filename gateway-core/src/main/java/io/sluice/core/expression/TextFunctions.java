package io.sluice.core.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on strings, some of which also take arrays; most turn null into null. */
final class TextFunctions {
    private TextFunctions() {}

    static Object contains(@Nullable Object where, @Nullable Object wanted, int offset) {
        if (where == null) {
            return false;
        }
        return where instanceof List<?> list
                ? Values.contains(list, wanted)
                : string("contains", where, offset).contains(string("contains", wanted, offset));
    }

    static @Nullable Object lower(@Nullable Object value, @Nullable Object none, int offset) {
        return value == null ? null : string("lower", value, offset).toLowerCase(Locale.ROOT);
    }

    static @Nullable Object upper(@Nullable Object value, @Nullable Object none, int offset) {
        return value == null ? null : string("upper", value, offset).toUpperCase(Locale.ROOT);
    }

    static @Nullable Object trim(@Nullable Object value, @Nullable Object none, int offset) {
        return value == null ? null : string("trim", value, offset).strip();
    }

    static @Nullable Object splitBy(@Nullable Object value, @Nullable Object separator, int offset) {
        String mark = string("splitBy", separator, offset);
        return value == null ? null : split(string("splitBy", value, offset), mark);
    }

    static Object sizeOf(@Nullable Object value, @Nullable Object none, int offset) {
        if (value == null) {
            return 0.0;
        }
        if (value instanceof List<?> list) {
            return (double) list.size();
        }
        return (double)
                (value instanceof Map<?, ?> map
                        ? map.size()
                        : string("sizeOf", value, offset).length());
    }

    static @Nullable Object substringBefore(@Nullable Object value, @Nullable Object separator, int offset) {
        String mark = string("substringBefore", separator, offset);
        if (value == null) {
            return null;
        }
        String text = string("substringBefore", value, offset);
        return text.substring(0, Math.max(0, text.indexOf(mark)));
    }

    static @Nullable Object substringBeforeLast(@Nullable Object value, @Nullable Object separator, int offset) {
        String mark = string("substringBeforeLast", separator, offset);
        if (value == null) {
            return null;
        }
        String text = string("substringBeforeLast", value, offset);
        return text.substring(0, Math.max(0, text.lastIndexOf(mark)));
    }

    static @Nullable Object substringAfter(@Nullable Object value, @Nullable Object separator, int offset) {
        String mark = string("substringAfter", separator, offset);
        if (value == null) {
            return null;
        }
        String text = string("substringAfter", value, offset);
        return after(text, text.indexOf(mark), mark);
    }

    static @Nullable Object substringAfterLast(@Nullable Object value, @Nullable Object separator, int offset) {
        String mark = string("substringAfterLast", separator, offset);
        if (value == null) {
            return null;
        }
        String text = string("substringAfterLast", value, offset);
        return after(text, text.lastIndexOf(mark), mark);
    }

    static String string(String function, @Nullable Object value, int offset) {
        if (value instanceof String text) {
            return text;
        }
        throw new ExpressionException("`" + function + "` needs a string but got " + Values.type(value), offset);
    }

    private static String after(String text, int at, String mark) {
        return at < 0 ? "" : text.substring(at + mark.length());
    }

    /** Without a separator every character stands alone. */
    private static List<String> split(String text, String mark) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int at = next(text, mark, 0); at >= 0; at = next(text, mark, start)) {
            parts.add(text.substring(start, at));
            start = at + mark.length();
        }
        parts.add(text.substring(start));
        return Collections.unmodifiableList(parts);
    }

    private static int next(String text, String mark, int start) {
        if (!mark.isEmpty()) {
            return text.indexOf(mark, start);
        }
        return start + 1 < text.length() ? start + 1 : -1;
    }
}
