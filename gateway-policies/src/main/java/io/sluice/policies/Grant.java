package io.sluice.policies;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;

/**
 * What pages of one origin may do.
 *
 * @param origin the value of Access-Control-Allow-Origin: the one origin, or {@code *}
 * @param methods exact names, or {@code *} for any
 * @param headers names in lower case, or {@code *} for any
 * @param exposedHeaders the value of Access-Control-Expose-Headers, empty for none
 * @param maxAge seconds, as text
 */
record Grant(
        String origin,
        boolean credentials,
        List<String> methods,
        List<String> headers,
        String exposedHeaders,
        String maxAge) {
    /** Pages of this origin may do nothing. */
    static final Grant NONE = new Grant("", false, List.of(), List.of(), "", "0");

    static final String ANY = "*";

    private static final List<AsciiString> RESPONSE_FIELDS = List.of(
            HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN,
            HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS,
            HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS,
            HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
            HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
            HttpHeaderNames.ACCESS_CONTROL_MAX_AGE,
            AsciiString.cached("access-control-allow-private-network"));

    boolean allowsMethod(String method) {
        return methods.contains(ANY) || methods.contains(method);
    }

    /** Puts this grant in the place of whatever the upstream said about other origins. */
    void replaceIn(HttpHeaders response) {
        for (AsciiString field : RESPONSE_FIELDS) {
            response.remove(field);
        }
        if (this == NONE) {
            return;
        }
        allowOrigin(response);
        if (!exposedHeaders.isEmpty()) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, exposedHeaders);
        }
    }

    /** Adds the permission, if the preflight asks for no more than is granted. */
    void answerPreflight(HttpHeaders request, HttpHeaders response) {
        String method = request.get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
        String wanted = String.join(", ", request.getAll(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS));
        if (method == null || !allowsMethod(method) || !allowsHeaders(wanted)) {
            return;
        }
        allowOrigin(response);
        response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, granted(methods, method));
        response.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, maxAge);
        String allowed = granted(headers, wanted);
        if (!allowed.isEmpty()) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, allowed);
        }
    }

    private void allowOrigin(HttpHeaders response) {
        response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (credentials) {
            response.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
    }

    private boolean allowsHeaders(String wanted) {
        if (headers.contains(ANY)) {
            return true;
        }
        for (String name : wanted.split(",")) {
            String trimmed = name.trim().toLowerCase(Locale.ROOT);
            if (!trimmed.isEmpty() && !headers.contains(trimmed)) {
                return false;
            }
        }
        return true;
    }

    /** With credentials browsers take {@code *} for a plain name, so any is answered with what was asked for. */
    private static String granted(List<String> allowed, String wanted) {
        return allowed.contains(ANY) ? wanted : String.join(", ", allowed);
    }
}
