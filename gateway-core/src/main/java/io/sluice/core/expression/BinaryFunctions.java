package io.sluice.core.expression;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions to and from binary values; a string stands for its bytes in UTF-8. */
final class BinaryFunctions {
    private BinaryFunctions() {}

    static @Nullable Object toBase64(@Nullable Object value, @Nullable Object none, int offset) {
        return value == null ? null : Base64.getEncoder().encodeToString(bytes("toBase64", value, offset));
    }

    /** Base64 of RFC 4648, section 4, strictly. */
    static @Nullable Object fromBase64(@Nullable Object value, @Nullable Object none, int offset) {
        if (value == null) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(TextFunctions.string("fromBase64", value, offset));
        } catch (IllegalArgumentException e) {
            throw new ExpressionException("`fromBase64` needs Base64 but got something else", offset);
        }
    }

    static @Nullable Object toBinary(@Nullable Object value, @Nullable Object encoding, int offset) {
        return value == null
                ? null
                : TextFunctions.string("toBinary", value, offset).getBytes(charset(encoding, offset));
    }

    /** {@code toString}. */
    static @Nullable Object asText(@Nullable Object value, @Nullable Object encoding, int offset) {
        if (value instanceof byte[] bytes) {
            return decoded(bytes, charset(encoding, offset), offset);
        }
        return value == null ? null : Values.text(value);
    }

    private static String decoded(byte[] bytes, Charset charset, int offset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ExpressionException("`toString` got bytes that are not " + charset.name(), offset);
        }
    }

    private static byte[] bytes(String function, Object value, int offset) {
        return value instanceof byte[] bytes
                ? bytes
                : TextFunctions.string(function, value, offset).getBytes(StandardCharsets.UTF_8);
    }

    private static Charset charset(@Nullable Object encoding, int offset) {
        String name = encoding == null ? "UTF-8" : Values.text(encoding).toUpperCase(Locale.ROOT);
        return switch (name) {
            case "UTF-8", "UTF8" -> StandardCharsets.UTF_8;
            case "UTF-16" -> StandardCharsets.UTF_16;
            case "ISO-8859-1" -> StandardCharsets.ISO_8859_1;
            case "US-ASCII", "ASCII" -> StandardCharsets.US_ASCII;
            default ->
                throw new ExpressionException(
                        "an encoding must be UTF-8, UTF-16, ISO-8859-1 or US-ASCII but is " + name, offset);
        };
    }
}
