package io.sluice.config;

import io.sluice.core.expression.Expression;
import io.sluice.core.runtime.PathMatcher;
import io.sluice.core.runtime.TextMatcher;
import io.sluice.core.schema.DataSize;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text → a value of one of the types a setting can have. */
final class ScalarReader {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");

    /** Milliseconds or bytes, so that nanoseconds still fit into a long. */
    private static final long LARGEST = Long.MAX_VALUE / 1_000_000;

    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of(
            "",
            1L,
            "b",
            1L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30,
            "kb",
            1000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L);

    private static final Set<Class<?>> STRUCTURED =
            Set.of(Duration.class, DataSize.class, URI.class, Expression.class, PathMatcher.class, TextMatcher.class);

    private ScalarReader() {}

    /** Whether a piece of text can be a {@code type}. */
    static boolean reads(Class<?> type) {
        return type.isEnum() || type.isPrimitive() || type == String.class || STRUCTURED.contains(type);
    }

    /**
     * @throws IllegalArgumentException if {@code text} is no {@code type}
     * @throws io.sluice.core.expression.ExpressionException if it is an expression that cannot be compiled
     */
    static Object read(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class) {
            return bool(text);
        }
        if (type == int.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class) {
            return Long.valueOf(text);
        }
        if (type == double.class) {
            return number(text);
        }
        if (type.isEnum()) {
            return constant(type, text);
        }
        return structured(type, text);
    }

    private static Object structured(Class<?> type, String text) {
        if (type == Duration.class) {
            return Duration.ofMillis(amount(text, MILLIS));
        }
        if (type == DataSize.class) {
            return new DataSize(amount(text, BYTES));
        }
        if (type == URI.class) {
            return uri(text);
        }
        if (type == Expression.class) {
            return Expression.compile(text);
        }
        if (type == PathMatcher.class) {
            return PathMatcher.compile(text);
        }
        if (type == TextMatcher.class) {
            return TextMatcher.compile(text);
        }
        throw new IllegalStateException("no setting can have the type " + type.getName());
    }

    /** What a text must be to be a {@code type}, to follow {@code must be}. */
    static String expectation(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + String.join(", ", constants(type));
        }
        return switch (type.getSimpleName()) {
            case "boolean" -> "true or false";
            case "int", "long" -> "a whole number";
            case "double" -> "a number";
            case "Duration" -> "a duration such as 3s, 100ms, 1m or 1h";
            case "DataSize" -> "a size such as 512, 60KiB or 1MiB";
            case "URI" -> "a URL such as https://host:port/path";
            default -> "text";
        };
    }

    /** The names of the constants as they are written in files. */
    static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> shown((Enum<?>) constant))
                .toList();
    }

    /** An enum that says itself how its constants are written does so by {@code toString}. */
    static String shown(Enum<?> constant) {
        String own = constant.toString();
        return own.equals(constant.name()) ? lowerCamel(own) : own;
    }

    /** As it may be written in a file. */
    static String shown(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    private static boolean bool(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        throw new IllegalArgumentException(text);
    }

    private static double number(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private static Object constant(Class<?> type, String text) {
        String wanted = bare(text);
        for (Object constant : type.getEnumConstants()) {
            if (bare(((Enum<?>) constant).name()).equals(wanted)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private static long amount(String text, Map<String, Long> units) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long count = Long.parseLong(matcher.group(1));
        Long unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
        if (unit == null && count == 0 && matcher.group(2).isEmpty()) {
            return 0;
        }
        if (unit == null || count > LARGEST / unit) {
            throw new IllegalArgumentException(text);
        }
        return count * unit;
    }

    private static URI uri(String text) {
        URI uri = URI.create(text);
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException(text);
        }
        return uri;
    }

    private static String bare(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            if ((each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9')) {
                kept.append(each);
            }
        }
        return kept.toString().toLowerCase(Locale.ROOT);
    }

    private static String lowerCamel(String constant) {
        StringBuilder name = new StringBuilder();
        for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
            boolean first = name.isEmpty() || word.isEmpty();
            name.append(first ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
