package io.sluice.core.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The types of expressions: null, Boolean, String, Double, List, Map and, on the way only, byte[]. */
final class Values {
    /** Whole numbers up to here are exact. */
    private static final double EXACT = 1L << 53;

    private Values() {}

    /** What came from outside, as one of the types; contents of lists and maps are converted when they are selected. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof Map
                || value instanceof List
                || value instanceof byte[]) {
            return value;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof Collection<?> many ? new ArrayList<>(many) : value.toString();
    }

    static String type(@Nullable Object value) {
        if (value == null) {
            return "Null";
        }
        if (value instanceof Number) {
            return "Number";
        }
        if (value instanceof Collection) {
            return "Array";
        }
        if (value instanceof Map) {
            return "Object";
        }
        return value instanceof byte[] ? "Binary" : value instanceof Boolean ? "Boolean" : "String";
    }

    static boolean same(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return a.doubleValue() == b.doubleValue();
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return sameLists(a, b);
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return a.size() == b.size()
                    && a.entrySet().stream().allMatch(entry -> same(entry.getValue(), b.get(entry.getKey())));
        }
        if (left instanceof byte[] a && right instanceof byte[] b) {
            return Arrays.equals(a, b);
        }
        return Objects.equals(left, right);
    }

    private static boolean sameLists(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean contains(List<?> list, @Nullable Object wanted) {
        for (Object item : list) {
            if (same(item, wanted)) {
                return true;
            }
        }
        return false;
    }

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Double number) {
            return number(number);
        }
        StringBuilder json = new StringBuilder();
        json(value, json);
        return json.toString();
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= EXACT) {
            return Long.toString((long) value);
        }
        return Double.isFinite(value)
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    private static void json(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                quoted(String.valueOf(entry.getKey()), out.append(separator));
                json(entry.getValue(), out.append(':'));
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            String separator = "[";
            for (Object item : list) {
                json(item, out.append(separator));
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Number number) {
            out.append(number(number.doubleValue()));
        } else if (value == null || value instanceof Boolean) {
            out.append(value);
        } else {
            quoted(value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value.toString(), out);
        }
    }

    private static void quoted(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
