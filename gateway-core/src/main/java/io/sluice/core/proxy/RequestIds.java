package io.sluice.core.proxy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Makes request identifiers in the form of a random UUID (RFC 9562 section 5.4), without the cost of a secure source: they identify, they do not protect. */
final class RequestIds {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final SplittableRandom random;
    private final byte[] text = new byte[36];

    RequestIds(long seed) {
        random = new SplittableRandom(seed);
    }

    String next() {
        long high = random.nextLong() & 0xffff_ffff_ffff_0fffL | 0x4000L;
        long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        hex(high >>> 32, 8, 0);
        text[8] = '-';
        hex(high >>> 16, 4, 9);
        text[13] = '-';
        hex(high, 4, 14);
        text[18] = '-';
        hex(low >>> 48, 4, 19);
        text[23] = '-';
        hex(low, 12, 24);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private void hex(long value, int digits, int offset) {
        long rest = value;
        for (int i = offset + digits - 1; i >= offset; i--) {
            text[i] = HEX[(int) rest & 0xf];
            rest >>>= 4;
        }
    }
}
