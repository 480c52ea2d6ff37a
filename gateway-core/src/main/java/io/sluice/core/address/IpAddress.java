package io.sluice.core.address;

import io.netty.util.NetUtil;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An address as 128 bits; IPv4 is mapped into IPv6 (RFC 4291, section 2.5.5.2), so both spellings of one address are equal. Text is parsed strictly and
 * never resolved.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {
    private static final long MAPPED = 0xFFFFL << 32;
    private static final int LONGEST = 45;

    /** Four decimal numbers without leading zeros, or IPv6 without zone; null if it is neither. */
    public static @Nullable IpAddress parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        return text.indexOf(':') < 0 ? parseIpv4(text) : parseIpv6(text);
    }

    /** The address in {@code node}, an entry such as {@code 1.2.3.4:80} or {@code [::1]:80}: without brackets and port if it has them. */
    public static String ofNode(String node) {
        String entry = node.strip();
        int bracket = entry.indexOf(']');
        if (entry.startsWith("[") && bracket > 0) {
            return isPort(entry, bracket + 1) ? entry.substring(1, bracket) : entry;
        }
        int colon = entry.indexOf(':');
        boolean ipv4 = colon > 0 && colon == entry.lastIndexOf(':');
        return ipv4 && isPort(entry, colon) ? entry.substring(0, colon) : entry;
    }

    private static boolean isPort(String entry, int colon) {
        if (colon == entry.length()) {
            return true;
        }
        String digits = entry.substring(colon + 1);
        return entry.charAt(colon) == ':'
                && !digits.isEmpty()
                && digits.length() <= 5
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static IpAddress ofIpv4(long bits) {
        return new IpAddress(0, MAPPED | bits);
    }

    private static @Nullable IpAddress parseIpv4(String text) {
        long[] octets = octets(text);
        return octets == null || octets.length != 4
                ? null
                : ofIpv4(octets[0] << 24 | octets[1] << 16 | octets[2] << 8 | octets[3]);
    }

    private static @Nullable IpAddress parseIpv6(String text) {
        int tail = text.lastIndexOf(':') + 1;
        boolean embedded = text.indexOf('.') >= 0;
        if (text.indexOf('%') >= 0 || text.indexOf('[') >= 0 || (embedded && parseIpv4(text.substring(tail)) == null)) {
            return null;
        }
        byte[] bytes = NetUtil.isValidIpV6Address(text) ? NetUtil.createByteArrayFromIpAddressString(text) : null;
        if (bytes == null || bytes.length != 16) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new IpAddress(buffer.getLong(), buffer.getLong());
    }

    /** The numbers of a dotted text of at most four, null if one of them is not between 0 and 255 in plain decimal. */
    static long @Nullable [] octets(String text) {
        String[] parts = text.split("\\.", 5);
        if (parts.length > 4) {
            return null;
        }
        long[] octets = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            octets[i] = number(parts[i], 255);
            if (octets[i] < 0) {
                return null;
            }
        }
        return octets;
    }

    /** A plain decimal number without leading zeros, -1 if it is none or more than {@code most}, which has at most three digits. */
    static int number(String digits, int most) {
        if (digits.isEmpty() || digits.length() > 3 || (digits.length() > 1 && digits.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= most ? value : -1;
    }
}
