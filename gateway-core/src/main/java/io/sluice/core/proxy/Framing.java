package io.sluice.core.proxy;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.CanonicalPath;
import java.net.InetSocketAddress;

/** Judges heads: what enters is unambiguous or refused (RFC 9112 sections 3 and 6). The decoder only splits bytes into fields. */
final class Framing {
    private Framing() {}

    /** The head of an acceptable request; its headers are those of {@code request}. */
    static RequestHead admit(HttpRequest request, String scheme, InetSocketAddress local, int maxFields)
            throws Refused {
        checkDecoded(request);
        HttpHeaders headers = request.headers();
        if (headers.size() > maxFields) {
            throw new Refused(GatewayError.HEADERS_TOO_LARGE);
        }
        checkVersion(request);
        checkMethod(request.method());
        checkRequestBody(request);
        String target = request.uri();
        int pathStart = pathStart(target);
        String authority = pathStart == 0 ? host(request) : target.substring(target.indexOf("//") + 2, pathStart);
        if (pathStart > 0) {
            host(request);
            checkAuthority(authority);
        }
        return head(request, target, pathStart, authority, scheme, local);
    }

    /** Refuses a response that two readers could frame differently. */
    static void admit(HttpResponse response) throws Refused {
        int status = response.status().code();
        boolean sound = response.decoderResult().isSuccess()
                && isHttp1(response.protocolVersion())
                && status >= 100
                && status <= 599
                && codingIsChunkedOrAbsent(response.headers())
                && !(isChunked(response.headers()) && isOld(response))
                && lengthIsSound(response.headers());
        if (!sound) {
            throw new Refused(GatewayError.UPSTREAM_BAD_RESPONSE);
        }
    }

    /** Whether bytes of a body may follow this request head. */
    static boolean hasBody(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return true;
        }
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && !length.equals("0");
    }

    static boolean isChunked(HttpHeaders headers) {
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private static void checkDecoded(HttpRequest request) throws Refused {
        if (request.decoderResult().isSuccess()) {
            return;
        }
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            throw new Refused(GatewayError.URI_TOO_LONG);
        }
        boolean tooLong = cause instanceof TooLongFrameException;
        throw new Refused(tooLong ? GatewayError.HEADERS_TOO_LARGE : GatewayError.BAD_REQUEST);
    }

    private static void checkVersion(HttpRequest request) throws Refused {
        if (!isHttp1(request.protocolVersion())) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
    }

    private static boolean isHttp1(HttpVersion version) {
        return version == HttpVersion.HTTP_1_1
                || version.equals(HttpVersion.HTTP_1_1)
                || version.equals(HttpVersion.HTTP_1_0);
    }

    private static boolean isOld(HttpMessage message) {
        return message.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    private static void checkMethod(HttpMethod method) throws Refused {
        if (method.equals(HttpMethod.CONNECT) || method.equals(HttpMethod.TRACE)) {
            throw new Refused(GatewayError.METHOD_NOT_ALLOWED);
        }
        String name = method.name();
        for (int i = 0; i < name.length(); i++) {
            if (!isTokenChar(name.charAt(i))) {
                throw new Refused(GatewayError.BAD_REQUEST);
            }
        }
    }

    private static boolean isTokenChar(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static void checkRequestBody(HttpRequest request) throws Refused {
        HttpHeaders headers = request.headers();
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding == null) {
            if (!lengthIsSound(headers)) {
                throw new Refused(GatewayError.BAD_REQUEST);
            }
            return;
        }
        if (isOld(request) || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        if (!codingIsChunkedOrAbsent(headers)) {
            throw new Refused(endsInChunked(coding) ? GatewayError.NOT_IMPLEMENTED : GatewayError.BAD_REQUEST);
        }
    }

    private static boolean endsInChunked(String coding) {
        return coding.matches("(?i)[a-z]+\\s*,\\s*chunked") && !coding.matches("(?i)chunked.*chunked");
    }

    private static boolean codingIsChunkedOrAbsent(HttpHeaders headers) {
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        if (coding == null) {
            return true;
        }
        return coding.equalsIgnoreCase("chunked")
                && headers.getAll(HttpHeaderNames.TRANSFER_ENCODING).size() == 1;
    }

    private static boolean lengthIsSound(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (length == null) {
            return true;
        }
        boolean digits = !length.isEmpty() && length.length() <= 18;
        for (int i = 0; digits && i < length.length(); i++) {
            digits = length.charAt(i) >= '0' && length.charAt(i) <= '9';
        }
        return digits && headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() == 1;
    }

    /** Where the path begins: 0, or behind the authority of an absolute-form target (RFC 9112 section 3.2.2). */
    private static int pathStart(String target) throws Refused {
        if (target.startsWith("/") || target.equals("*")) {
            return 0;
        }
        boolean http = target.regionMatches(true, 0, "http://", 0, 7);
        if (!http && !target.regionMatches(true, 0, "https://", 0, 8)) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        int authority = http ? 7 : 8;
        int slash = target.indexOf('/', authority);
        int query = target.indexOf('?', authority);
        int end = slash >= 0 && (query < 0 || slash < query) ? slash : query >= 0 ? query : target.length();
        if (end == authority) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        return end;
    }

    private static String host(HttpRequest request) throws Refused {
        String host = request.headers().get(HttpHeaderNames.HOST);
        if (host == null) {
            if (isOld(request)) {
                return "";
            }
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        if (request.headers().getAll(HttpHeaderNames.HOST).size() > 1) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        checkAuthority(host);
        return host;
    }

    private static void checkAuthority(String authority) throws Refused {
        for (int i = 0; i < authority.length(); i++) {
            char c = authority.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '.' || c == '-';
            if (!plain && "_~!$&'()*+;=%:[]".indexOf(c) < 0) {
                throw new Refused(GatewayError.BAD_REQUEST);
            }
        }
        int colon = authority.lastIndexOf(':');
        if (colon > authority.lastIndexOf(']') && !isPort(authority, colon + 1)) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        if (authority.isEmpty() || colon == 0) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
    }

    private static boolean isPort(String authority, int start) {
        for (int i = start; i < authority.length(); i++) {
            if (authority.charAt(i) < '0' || authority.charAt(i) > '9') {
                return false;
            }
        }
        return authority.length() - start <= 5 && authority.indexOf(':') == start - 1 || authority.startsWith("[");
    }

    private static RequestHead head(
            HttpRequest request, String target, int pathStart, String authority, String scheme, InetSocketAddress local)
            throws Refused {
        int mark = target.indexOf('?', pathStart);
        String raw = target.substring(pathStart, mark < 0 ? target.length() : mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        if (!isVisible(query)) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        boolean asterisk = target.equals("*") && request.method().equals(HttpMethod.OPTIONS);
        String path = asterisk ? "*" : CanonicalPath.of(raw.isEmpty() ? "/" : raw);
        if (path == null || raw.indexOf('#') >= 0) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        return new RequestHead(
                request.method().name(),
                path,
                query,
                request.protocolVersion().text(),
                scheme,
                authority,
                request.headers(),
                local);
    }

    private static boolean isVisible(String query) {
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return false;
            }
        }
        return true;
    }
}
