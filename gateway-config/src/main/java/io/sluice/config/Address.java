package io.sluice.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An {@code http://} or {@code https://} URL as manifests use it.
 *
 * @param host without brackets
 * @param path without trailing slash; empty for the root
 */
record Address(boolean tls, String host, int port, String path) {
    private static final Pattern URL = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]*)://(\\[[0-9A-Fa-f:.]+\\]|[^/:?#@\\[\\]]*)(:([0-9]*))?(/[^?#]*)?([?#].*)?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[.*\\]");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@%/-]*");

    /** Scheme, host and port, such as {@code https://orders:443}. */
    String origin() {
        String shown = host.contains(":") ? '[' + host + ']' : host;
        return (tls ? "https://" : "http://") + shown + ':' + port;
    }

    /** Null after a problem. */
    static @Nullable Address parse(Node.Scalar node, Findings findings) {
        Matcher url = URL.matcher(node.text());
        String fault = fault(url);
        if (fault != null) {
            findings.add(ProblemCode.INVALID_ADDRESS, node, "address must " + fault + " but is " + Node.describe(node));
            return null;
        }
        boolean tls = url.group(1).equalsIgnoreCase("https");
        String host = url.group(2).startsWith("[")
                ? url.group(2).substring(1, url.group(2).length() - 1)
                : url.group(2);
        int port = url.group(4) == null ? (tls ? 443 : 80) : Integer.parseInt(url.group(4));
        return new Address(tls, host, port, withoutSlash(url.group(5)));
    }

    /** Matches {@code url}, whose groups are set if there is no fault. */
    private static @Nullable String fault(Matcher url) {
        if (!url.matches()) {
            return "have the form http://host:port/path";
        }
        if (!url.group(1).equalsIgnoreCase("http") && !url.group(1).equalsIgnoreCase("https")) {
            return "begin with http:// or https://";
        }
        if (!HOST.matcher(url.group(2)).matches()) {
            return "have a host of letters, digits, dots and dashes";
        }
        if (url.group(3) != null && !isPort(url.group(4))) {
            return "have a port between 0 and 65535";
        }
        if (url.group(6) != null) {
            return "have no query and no fragment";
        }
        return isPath(withoutSlash(url.group(5))) ? null : "have a plain path without empty, . or .. segments";
    }

    private static boolean isPort(String digits) {
        return !digits.isEmpty() && digits.length() <= 5 && Integer.parseInt(digits) <= 65535;
    }

    private static boolean isPath(String path) {
        String ended = path + '/';
        return PATH.matcher(path).matches()
                && !ended.contains("//")
                && !ended.contains("/./")
                && !ended.contains("/../");
    }

    private static String withoutSlash(@Nullable String path) {
        if (path == null) {
            return "";
        }
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
