package io.sluice.core.proxy;

import io.netty.util.NetUtil;
import io.sluice.core.policy.GatewayError;

/** The syntax of {@code host[:port]} (RFC 9110 section 4.2, RFC 3986 section 3.2): no user, no list, nothing encoded, never empty. */
final class Authority {
    private static final int MAX_PORT = 65535;

    private Authority() {}

    static void check(String text) throws Refused {
        int hostEnd = text.startsWith("[") ? literalEnd(text) : nameEnd(text);
        if (hostEnd <= 0 || hostEnd < text.length() && !isPort(text, hostEnd)) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
    }

    /** Where an IPv6 address in brackets ends, 0 if it is none. A zone means nothing to another host. */
    private static int literalEnd(String text) {
        int end = text.indexOf(']');
        String address = end < 0 ? "" : text.substring(1, end);
        return address.indexOf('%') < 0 && NetUtil.isValidIpV6Address(address) ? end + 1 : 0;
    }

    private static int nameEnd(String text) {
        int end = 0;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c >= 'A' && c <= 'Z'
                || c == '.'
                || c == '-'
                || "_~!$&'()*+;=".indexOf(c) >= 0;
    }

    private static boolean isPort(String text, int colon) {
        int port = 0;
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || port > MAX_PORT) {
                return false;
            }
            port = port * 10 + c - '0';
        }
        return text.charAt(colon) == ':' && port <= MAX_PORT;
    }
}
