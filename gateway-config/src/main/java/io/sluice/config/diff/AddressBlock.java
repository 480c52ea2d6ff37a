package io.sluice.config.diff;

import io.netty.util.NetUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin with the same bits.
 *
 * @param bits how many of {@code start} count
 */
record AddressBlock(byte[] start, int bits) {
    /** Whether every address of {@code inner} is one of {@code outer}; only equal text contains itself if it is not an address block. */
    static boolean contains(String outer, String inner) {
        if (outer.equals(inner)) {
            return true;
        }
        AddressBlock large = parse(outer);
        AddressBlock small = parse(inner);
        return large != null && small != null && large.contains(small);
    }

    private boolean contains(AddressBlock other) {
        if (start.length != other.start.length || bits > other.bits) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((start[bit / 8] & mask) != (other.start[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        byte[] start = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (start == null) {
            return beginning(text);
        }
        int all = start.length * 8;
        String length = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
        return length.matches("\\d{1,3}") && Integer.parseInt(length) <= all
                ? new AddressBlock(start, Integer.parseInt(length))
                : null;
    }

    /** Such as {@code 192.168.} */
    private static @Nullable AddressBlock beginning(String text) {
        String[] parts = text.split("\\.");
        String rest = ".0".repeat(Math.max(0, 4 - parts.length));
        byte[] start = NetUtil.createByteArrayFromIpAddressString(String.join(".", parts) + rest);
        return start == null ? null : new AddressBlock(Arrays.copyOf(start, 4), 8 * parts.length);
    }
}
