package io.sluice.core.address;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of address ranges, searched in logarithmic time.
 *
 * <p>Threading: immutable; shared by all event loops.
 */
public final class CidrSet {
    /** From one address to another, both included. */
    public record Range(IpAddress first, IpAddress last) {}

    private static final Comparator<IpAddress> ORDER = (a, b) ->
            a.high() == b.high() ? Long.compareUnsigned(a.low(), b.low()) : Long.compareUnsigned(a.high(), b.high());

    private final List<Range> ranges;

    /** The set of all addresses in {@code ranges}, which may overlap. */
    public CidrSet(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparing(Range::first, ORDER));
        this.ranges = merged(sorted);
    }

    private static List<Range> merged(List<Range> sorted) {
        List<Range> merged = new ArrayList<>();
        for (Range next : sorted) {
            int end = merged.size() - 1;
            if (end < 0 || ORDER.compare(merged.get(end).last(), next.first()) < 0) {
                merged.add(next);
            } else if (ORDER.compare(merged.get(end).last(), next.last()) < 0) {
                merged.set(end, new Range(merged.get(end).first(), next.last()));
            }
        }
        return List.copyOf(merged);
    }

    public boolean contains(IpAddress address) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Range range = ranges.get(middle);
            if (ORDER.compare(address, range.first()) < 0) {
                high = middle - 1;
            } else if (ORDER.compare(address, range.last()) > 0) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /**
     * The addresses that {@code entry} stands for: an address, a block such as {@code 10.0.0.0/8} whose host bits are ignored, or the first one to
     * three numbers of an IPv4 address; null if it is none of these.
     */
    public static @Nullable Range parse(String entry) {
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            return block(entry.substring(0, slash), entry.substring(slash + 1));
        }
        IpAddress address = IpAddress.parse(entry);
        return address == null ? prefix(entry) : new Range(address, address);
    }

    private static @Nullable Range block(String text, String length) {
        IpAddress address = IpAddress.parse(text);
        boolean ipv4 = text.indexOf(':') < 0;
        int bits = IpAddress.number(length, ipv4 ? 32 : 128);
        return address == null || bits < 0 ? null : masked(address, ipv4 ? bits + 96 : bits);
    }

    private static Range masked(IpAddress address, int bits) {
        long high = bits >= 64 ? -1L : ~(-1L >>> bits);
        long low = bits <= 64 ? 0L : bits == 128 ? -1L : ~(-1L >>> (bits - 64));
        return new Range(
                new IpAddress(address.high() & high, address.low() & low),
                new IpAddress(address.high() | ~high, address.low() | ~low));
    }

    private static @Nullable Range prefix(String text) {
        long[] octets = IpAddress.octets(text);
        if (octets == null) {
            return null;
        }
        long bits = 0;
        for (int i = 0; i < 4; i++) {
            bits = bits << 8 | (i < octets.length ? octets[i] : 0);
        }
        return masked(IpAddress.ofIpv4(bits), 96 + 8 * octets.length);
    }
}
