package io.sluice.config.explain;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.Limits;
import io.sluice.core.runtime.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in words what the data plane refuses before it looks for an API (RFC 9112 sections 3 and 6). */
final class Admission {
    private static final String TOKEN = "!#$%&'*+-.^_`|~";
    private static final Pattern HOST =
            Pattern.compile("(?:\\[([^\\]%]*)\\]|[A-Za-z0-9._~!$&'()*+;=\\-]+)(?::([0-9]{0,5}))?");
    private static final int VERSION = " HTTP/1.1".length();

    private final String method;
    private final String target;
    private final HttpHeaders headers;
    private final Limits limits;

    Admission(String method, String target, HttpHeaders headers, Limits limits) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.limits = limits;
    }

    /** Null if nothing speaks against the request. */
    Explanation.@Nullable Refusal refusal() {
        Explanation.Refusal size = size();
        if (size != null) {
            return size;
        }
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            return refuse(GatewayError.METHOD_NOT_ALLOWED, "the method " + method + " is not served");
        }
        if (!isToken(method)) {
            return malformed("the method must be letters, digits and " + TOKEN + " but is " + method);
        }
        String fault = firstFault(fieldFault(), bodyFault(), hostFault());
        if (fault != null) {
            return fault.startsWith("501 ")
                    ? refuse(GatewayError.NOT_IMPLEMENTED, fault.substring(4))
                    : malformed(fault);
        }
        String path = PathFault.of(method, target);
        return path == null ? null : malformed(path);
    }

    /** What speaks against the request once its API is known; null if nothing does. */
    static Explanation.@Nullable Refusal refusal(RequestHead head, @Nullable Route route, int body, Limits limits) {
        boolean slash = route == null
                ? head.path().toLowerCase(Locale.ROOT).contains("%2f")
                : !route.api().accepts(head.path());
        if (slash) {
            return malformed("the path is not unambiguous: some readers take %2F for a slash, and "
                    + (route == null
                            ? "no API has the path"
                            : "API " + route.api().name() + " has encodedSlashes: refuse"));
        }
        long most = limits.requestBody().bytes();
        return most > 0 && body > most
                ? refuse(
                        GatewayError.BODY_TOO_LARGE,
                        "the body may hold " + most + " bytes (limits.requestBody) but holds " + body)
                : null;
    }

    private Explanation.@Nullable Refusal size() {
        int line = method.length() + 1 + target.length() + VERSION;
        if (line > limits.requestLine().toInt()) {
            return refuse(
                    GatewayError.URI_TOO_LONG,
                    "the request line may be " + limits.requestLine().toInt()
                            + " bytes long (limits.requestLine) but is " + line);
        }
        if (headers.size() > limits.requestHeaderCount()) {
            return tooLarge("there may be " + limits.requestHeaderCount()
                    + " header fields (limits.requestHeaderCount) but there are " + headers.size());
        }
        int fields = 0;
        for (Map.Entry<String, String> field : headers) {
            int length = field.getKey().length() + 2 + field.getValue().length();
            if (length > limits.requestHeaderField().toInt()) {
                return tooLarge(
                        "a header field may hold " + limits.requestHeaderField().toInt()
                                + " bytes (limits.requestHeaderField) but " + field.getKey() + " holds " + length);
            }
            fields += length + 2;
        }
        return fields <= limits.requestHeaders().toInt()
                ? null
                : tooLarge("the header fields may hold "
                        + limits.requestHeaders().toInt() + " bytes (limits.requestHeaders) but hold " + fields);
    }

    private static Explanation.Refusal tooLarge(String reason) {
        return refuse(GatewayError.HEADERS_TOO_LARGE, reason);
    }

    private @Nullable String fieldFault() {
        for (Map.Entry<String, String> field : headers) {
            if (!isToken(field.getKey())) {
                return "a header name must be letters, digits and " + TOKEN + " but is " + field.getKey();
            }
            if (field.getValue().chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
                return "the header " + field.getKey() + " must not hold control characters";
            }
        }
        return null;
    }

    private @Nullable String bodyFault() {
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty() && !lengths.isEmpty()) {
            return "Content-Length and Transfer-Encoding must not stand together";
        }
        if (lengths.size() > 1 || lengths.stream().anyMatch(length -> !length.matches("[0-9]{1,18}"))) {
            return "Content-Length must be one number but is " + String.join(", ", lengths);
        }
        boolean chunked = codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
        if (codings.isEmpty() || chunked) {
            return null;
        }
        boolean other = codings.size() == 1 && endsInChunked(codings.get(0));
        return (other ? "501 " : "") + "Transfer-Encoding must be chunked but is " + String.join(", ", codings);
    }

    private static boolean endsInChunked(String codings) {
        String[] names = codings.split(",", -1);
        for (int i = 0; i < names.length; i++) {
            boolean last = i == names.length - 1;
            if (!isToken(names[i].strip()) || last != names[i].strip().equalsIgnoreCase("chunked")) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String hostFault() {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1) {
            return "a request must have one Host field but has " + hosts.size();
        }
        Matcher parts = HOST.matcher(hosts.get(0));
        boolean sound = parts.matches()
                && (parts.group(1) == null || NetUtil.isValidIpV6Address(parts.group(1)))
                && (parts.group(2) == null || parts.group(2).isEmpty() || Integer.parseInt(parts.group(2)) <= 65535);
        return sound ? null : "the Host field must be a host with or without a port but is " + hosts.get(0);
    }

    private static @Nullable String firstFault(@Nullable String... faults) {
        for (String fault : faults) {
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || TOKEN.indexOf(c) >= 0);
    }

    private static Explanation.Refusal malformed(String reason) {
        return refuse(GatewayError.BAD_REQUEST, reason);
    }

    private static Explanation.Refusal refuse(GatewayError error, String reason) {
        return new Explanation.Refusal(error, reason);
    }
}
