package io.sluice.core.expression;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The functions that expressions can call, by the names under which they can be called. */
final class Functions {
    private static final Map<String, Function> BY_NAME = all();

    private Functions() {}

    static @Nullable Function of(String name) {
        return BY_NAME.get(name);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static Map<String, Function> all() {
        Map<String, Function> all = new TreeMap<>();
        List.of(
                        new Function("contains", 2, TextFunctions::contains),
                        new Function("lower", 1, TextFunctions::lower),
                        new Function("upper", 1, TextFunctions::upper),
                        new Function("trim", 1, TextFunctions::trim),
                        new Function("splitBy", 2, TextFunctions::splitBy),
                        new Function("sizeOf", 1, TextFunctions::sizeOf),
                        new Function("uuid", 0, (none, nothing, offset) -> uuid()))
                .forEach(function -> shortAndLong(all, "dw::Core::", function));
        List.of(
                        new Function("substringBefore", 2, TextFunctions::substringBefore),
                        new Function("substringBeforeLast", 2, TextFunctions::substringBeforeLast),
                        new Function("substringAfter", 2, TextFunctions::substringAfter),
                        new Function("substringAfterLast", 2, TextFunctions::substringAfterLast))
                .forEach(function -> all.put("dw::core::Strings::" + function.name(), function));
        shortAndLong(all, "dw::core::Binaries::", new Function("toBase64", 1, BinaryFunctions::toBase64));
        shortAndLong(all, "dw::core::Binaries::", new Function("fromBase64", 1, BinaryFunctions::fromBase64));
        shortAndLong(all, "dw::util::Coercions::", new Function("toBinary", 1, 2, BinaryFunctions::toBinary));
        shortAndLong(all, "dw::util::Coercions::", new Function("toString", 1, 2, BinaryFunctions::asText));
        return Collections.unmodifiableMap(all);
    }

    private static void shortAndLong(Map<String, Function> all, String module, Function function) {
        all.put(function.name(), function);
        all.put(module + function.name(), function);
    }

    /** A random identifier of version 4 (RFC 9562, section 5.4) that is unique but no secret. */
    private static String uuid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }
}
