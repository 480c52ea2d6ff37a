package io.sluice.core.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators that always evaluate both operands. */
final class Operators {
    private static final Map<String, Operation> BY_SIGN = Map.of(
            "==", (left, right, offset) -> Values.same(left, right),
            "!=", (left, right, offset) -> !Values.same(left, right),
            ">=", (left, right, offset) -> order(">=", left, right, offset) >= 0,
            "<=", (left, right, offset) -> order("<=", left, right, offset) <= 0,
            ">", (left, right, offset) -> order(">", left, right, offset) > 0,
            "<", (left, right, offset) -> order("<", left, right, offset) < 0,
            "--", Operators::remove);

    private Operators() {}

    static @Nullable Operation of(String sign) {
        return BY_SIGN.get(sign);
    }

    /** {@code value.name}, {@code value['name']} or {@code value[1]}; what is not there is null. */
    static @Nullable Object select(@Nullable Object value, @Nullable Object key, int offset) {
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> map && key instanceof String) {
            return Values.plain(map.get(key));
        }
        if (value instanceof List<?> list && key instanceof Double index) {
            int at = position(index, list.size(), offset);
            return at < 0 ? null : Values.plain(list.get(at));
        }
        if (value instanceof String text && key instanceof Double index) {
            int at = position(index, text.length(), offset);
            return at < 0 ? null : text.substring(at, at + 1);
        }
        if (value instanceof List<?> list && key instanceof String) {
            return selectEach(list, key);
        }
        throw new ExpressionException("cannot select from " + Values.type(value) + " by " + Values.type(key), offset);
    }

    /** The place of an index, which counts from the end if negative; -1 if outside. */
    private static int position(double index, int size, int offset) {
        if (index != Math.rint(index)) {
            throw new ExpressionException("an index must be a whole number but is " + index, offset);
        }
        double at = index < 0 ? index + size : index;
        return at >= 0 && at < size ? (int) at : -1;
    }

    private static @Nullable Object selectEach(List<?> list, Object key) {
        List<@Nullable Object> found = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof Map<?, ?> map && map.containsKey(key)) {
                found.add(Values.plain(map.get(key)));
            }
        }
        return found.isEmpty() ? null : Collections.unmodifiableList(found);
    }

    private static int order(String sign, @Nullable Object left, @Nullable Object right, int offset) {
        if (left instanceof Double a && right instanceof Double b) {
            return a.compareTo(b);
        }
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        throw new ExpressionException(
                "`" + sign + "` needs two numbers or two strings but got " + Values.type(left) + " and "
                        + Values.type(right),
                offset);
    }

    private static Object remove(@Nullable Object left, @Nullable Object right, int offset) {
        if (left instanceof List<?> all && right instanceof List<?> unwanted) {
            List<@Nullable Object> rest = new ArrayList<>(all);
            rest.removeIf(item -> Values.contains(unwanted, item));
            return Collections.unmodifiableList(rest);
        }
        if (left instanceof Map<?, ?> all && right instanceof List<?> keys) {
            Map<Object, @Nullable Object> rest = new LinkedHashMap<>(all);
            rest.keySet().removeIf(key -> Values.contains(keys, key));
            return Collections.unmodifiableMap(rest);
        }
        if (left instanceof Map<?, ?> all && right instanceof Map<?, ?> unwanted) {
            Map<Object, @Nullable Object> rest = new LinkedHashMap<>(all);
            rest.entrySet()
                    .removeIf(entry -> unwanted.containsKey(entry.getKey())
                            && Values.same(entry.getValue(), unwanted.get(entry.getKey())));
            return Collections.unmodifiableMap(rest);
        }
        throw new ExpressionException(
                "`--` takes an array from an array, or keys or an object from an object, but got " + Values.type(left)
                        + " and " + Values.type(right),
                offset);
    }
}
