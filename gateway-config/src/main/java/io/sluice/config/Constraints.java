package io.sluice.config;

import io.sluice.core.schema.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks a value against what its component demands. */
final class Constraints {
    private Constraints() {}

    /** What is wrong, to follow the name of the setting; null if nothing is. */
    static @Nullable String fault(Setting setting, Object value) {
        if (setting.bounded() && (amount(value) < setting.least() || amount(value) > setting.most())) {
            return " must be " + bounds(setting, value);
        }
        if (setting.patterned() && !setting.matches().matcher(text(value)).matches()) {
            return " must match " + setting.matches().pattern();
        }
        return null;
    }

    static boolean isEmpty(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() && isEmpty(optional.get());
        }
        if (value instanceof List<?> list) {
            return list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        }
        return text(value).isBlank();
    }

    private static String text(Object value) {
        return value instanceof Node.Scalar scalar ? scalar.text() : value.toString();
    }

    private static double amount(Object value) {
        if (value instanceof Duration duration) {
            return duration.toMillis();
        }
        return value instanceof DataSize size ? size.bytes() : ((Number) value).doubleValue();
    }

    private static String bounds(Setting setting, Object value) {
        if (setting.most() == Long.MAX_VALUE) {
            return "at least " + shown(setting.least(), value);
        }
        if (setting.least() == Long.MIN_VALUE) {
            return "at most " + shown(setting.most(), value);
        }
        return "between " + shown(setting.least(), value) + " and " + shown(setting.most(), value);
    }

    private static String shown(long bound, Object value) {
        if (value instanceof Duration) {
            return bound + "ms";
        }
        return value instanceof DataSize ? new DataSize(bound).toString() : Long.toString(bound);
    }
}
