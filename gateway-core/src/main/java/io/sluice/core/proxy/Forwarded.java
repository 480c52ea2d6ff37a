package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.sluice.core.policy.RequestHead;

/** Tells the upstream whom the request came from and through whom (RFC 9110 section 7.6.3). Added after hop-by-hop removal, so no client can take it away. */
final class Forwarded {
    private static final AsciiString FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString PROTO = AsciiString.cached("x-forwarded-proto");
    private static final AsciiString HOST = AsciiString.cached("x-forwarded-host");
    private static final AsciiString PORT = AsciiString.cached("x-forwarded-port");
    private static final AsciiString FORWARDED = AsciiString.cached("forwarded");
    private static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
    private static final String PSEUDONYM = "sluice";
    private static final String VIA_1_1 = "1.1 " + PSEUDONYM;
    private static final String VIA_1_0 = "1.0 " + PSEUDONYM;

    private Forwarded() {}

    /** @param peer the address of the TCP peer; it becomes the last member of X-Forwarded-For */
    static void add(HttpHeaders headers, RequestHead request, String peer, String localPort, String requestId) {
        append(headers, FOR, peer);
        headers.set(PROTO, request.scheme());
        if (request.authority().isEmpty()) {
            headers.remove(HOST);
        } else {
            headers.set(HOST, request.authority());
        }
        headers.set(PORT, localPort);
        headers.remove(FORWARDED);
        append(headers, HttpHeaderNames.VIA, request.version().equals("HTTP/1.0") ? VIA_1_0 : VIA_1_1);
        headers.set(REQUEST_ID, requestId);
    }

    private static void append(HttpHeaders headers, AsciiString name, String member) {
        String known = headers.get(name);
        if (known == null) {
            headers.add(name, member);
        } else {
            headers.set(name, String.join(", ", headers.getAll(name)) + ", " + member);
        }
    }
}
