package io.sluice.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON (RFC 8259) as UTF-8 into one growing array that is used again and again. Control characters, including DEL and C1, are escaped, so that
 * a line stays a line and a terminal stays unharmed. Names of fields are written as they are, but for {@link #foreignField}.
 *
 * <p>Threading: for one thread at a time.
 */
final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int size;

    int size() {
        return size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes everything to {@code out} and starts anew, also if that fails. */
    void drainTo(OutputStream out) throws IOException {
        int length = size;
        size = 0;
        out.write(bytes, 0, length);
    }

    JsonWriter beginObject() {
        return begin('{');
    }

    JsonWriter beginObject(String name) {
        return name(name).begin('{');
    }

    JsonWriter endObject() {
        return end('}');
    }

    JsonWriter beginArray(String name) {
        return name(name).begin('[');
    }

    JsonWriter endArray() {
        return end(']');
    }

    /** Writes nothing at all if {@code value} is null. */
    JsonWriter field(String name, @Nullable String value) {
        return value == null ? this : name(name).string(value);
    }

    /** A field whose name is not ours and may need escaping. */
    JsonWriter foreignField(String name, String value) {
        string(name);
        dropComma();
        add(':');
        return string(value);
    }

    JsonWriter field(String name, long value) {
        return name(name).ascii(Long.toString(value)).ascii(",");
    }

    JsonWriter field(String name, boolean value) {
        return name(name).ascii(value ? "true," : "false,");
    }

    /** A duration in milliseconds with three decimals. */
    JsonWriter millis(String name, long nanos) {
        long micros = Math.max(0, nanos / 1000);
        long fraction = micros % 1000;
        name(name).ascii(Long.toString(micros / 1000)).ascii(fraction < 10 ? ".00" : fraction < 100 ? ".0" : ".");
        return ascii(Long.toString(fraction)).ascii(",");
    }

    /** A string as element of an array. */
    JsonWriter element(String value) {
        return string(value);
    }

    JsonWriter newLine() {
        dropComma();
        add('\n');
        return this;
    }

    private JsonWriter begin(char bracket) {
        add(bracket);
        return this;
    }

    private JsonWriter end(char bracket) {
        dropComma();
        add(bracket);
        add(',');
        return this;
    }

    private JsonWriter name(String name) {
        add('"');
        ascii(name);
        add('"');
        add(':');
        return this;
    }

    private JsonWriter string(String value) {
        add('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                plain(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
                codePoint(Character.toCodePoint(c, value.charAt(i)));
            } else {
                special(c);
            }
        }
        return ascii("\",");
    }

    private void plain(char c) {
        if (c == '"' || c == '\\') {
            add('\\');
        }
        add(c);
    }

    private void special(char c) {
        if (c <= 0x9f) {
            ascii("\\u00");
            add(HEX[c >> 4]);
            add(HEX[c & 15]);
        } else {
            codePoint(Character.isSurrogate(c) ? 0xfffd : c);
        }
    }

    private void codePoint(int c) {
        if (c < 0x800) {
            add(0xc0 | (c >> 6));
        } else if (c < 0x10000) {
            add(0xe0 | (c >> 12));
            continuation(c >> 6);
        } else {
            add(0xf0 | (c >> 18));
            continuation(c >> 12);
            continuation(c >> 6);
        }
        continuation(c);
    }

    private void continuation(int bits) {
        add(0x80 | (bits & 0x3f));
    }

    private JsonWriter ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        return this;
    }

    private void dropComma() {
        if (size > 0 && bytes[size - 1] == ',') {
            size--;
        }
    }

    private void add(int b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) b;
    }
}
