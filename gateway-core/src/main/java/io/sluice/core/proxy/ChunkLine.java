package io.sluice.core.proxy;

/** The line in front of a chunk: its size and extensions, which nobody here wants but which must be what they seem (RFC 9112 section 7.1). */
final class ChunkLine {
    private ChunkLine() {}

    /** The size in the first {@code length} bytes of {@code line}. */
    static long size(byte[] line, int length) throws Refused {
        long size = 0;
        int at = 0;
        for (; at < length && Octet.hex(line[at]) >= 0; at++) {
            Refused.unless(size >>> 58 == 0);
            size = size << 4 | Octet.hex(line[at]);
        }
        Refused.unless(at > 0);
        while (at < length) {
            at = extension(line, at, length);
        }
        return size;
    }

    /** Where the extension that begins at {@code start} ends. */
    private static int extension(byte[] line, int start, int length) throws Refused {
        int semicolon = Octet.skip(line, start, length, Octet.BLANK);
        Refused.unless(semicolon < length && line[semicolon] == ';');
        int name = Octet.skip(line, semicolon + 1, length, Octet.BLANK);
        int nameEnd = token(line, name, length);
        int equals = Octet.skip(line, nameEnd, length, Octet.BLANK);
        if (equals == length || line[equals] != '=') {
            return nameEnd;
        }
        int value = Octet.skip(line, equals + 1, length, Octet.BLANK);
        boolean quoted = value < length && line[value] == '"';
        return quoted ? quotedString(line, value, length) : token(line, value, length);
    }

    private static int token(byte[] line, int start, int length) throws Refused {
        int end = Octet.skipToken(line, start, length);
        Refused.unless(end > start);
        return end;
    }

    private static int quotedString(byte[] line, int start, int length) throws Refused {
        int at = start + 1;
        while (at < length && line[at] != '"') {
            at += line[at] == '\\' ? 1 : 0;
            Refused.unless(at < length && Octet.is(line[at], Octet.TEXT));
            at++;
        }
        Refused.unless(at < length);
        return at + 1;
    }
}
