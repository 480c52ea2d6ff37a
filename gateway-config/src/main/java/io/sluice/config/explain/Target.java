package io.sluice.config.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A URL taken apart the way a client does it, without judging its path: what the gateway would refuse is to be explained, not repaired.
 *
 * @param scheme {@code http}, {@code https}, or empty if the URL is only a path
 * @param authority host and port as written; empty if the URL is only a path
 * @param host in lower case, an IPv6 address without brackets
 * @param port the one that is written, -1 if none is
 * @param path what a client sends in the request line: path and query
 * @param notes what a client would leave out
 */
record Target(String scheme, String authority, String host, int port, String path, List<String> notes) {
    Target {
        notes = List.copyOf(notes);
    }

    /** @throws IllegalArgumentException if no client could ask for {@code url} */
    static Target of(String url) {
        List<String> notes = new ArrayList<>();
        String sent = withoutFragment(url, notes);
        if (sent.startsWith("/") || sent.equals("*")) {
            return new Target("", "", "", -1, sent, notes);
        }
        int mark = sent.indexOf("://");
        String scheme = mark < 0 ? "http" : sent.substring(0, mark).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("the URL must begin with http://, https:// or / but is " + url);
        }
        return absolute(scheme, mark < 0 ? sent : sent.substring(mark + 3), notes);
    }

    /** The port that a client connects to. */
    int effectivePort() {
        return port >= 0 ? port : scheme.equals("https") ? 443 : 80;
    }

    private static Target absolute(String scheme, String rest, List<String> notes) {
        int end = endOfAuthority(rest);
        String authority = withoutUser(rest.substring(0, end), notes);
        String path = rest.substring(end);
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']') && colon < authority.length() - 1;
        String host = colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the URL must have a host but is " + scheme + "://" + rest);
        }
        return new Target(
                scheme,
                authority,
                host.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT),
                hasPort ? port(authority.substring(colon + 1)) : -1,
                path.startsWith("/") ? path : '/' + path,
                notes);
    }

    private static int endOfAuthority(String rest) {
        int end = 0;
        while (end < rest.length() && "/?".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int port(String text) {
        boolean digits = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("the port of the URL must be between 0 and 65535 but is " + text);
        }
        return port;
    }

    private static String withoutFragment(String url, List<String> notes) {
        int hash = url.indexOf('#');
        if (hash < 0) {
            return url;
        }
        notes.add("clients do not send the part of a URL from # on; it is left out");
        return url.substring(0, hash);
    }

    private static String withoutUser(String authority, List<String> notes) {
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            notes.add("what stands before @ in the URL is left out; say it with -H 'Authorization: Basic ...'");
        }
        return authority.substring(at + 1);
    }
}
