package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.RequestHead;
import java.net.InetSocketAddress;

/** Decides whether a request that is sound in itself may be acted on, and makes of it the head that routes and policies see. */
final class RequestAdmission {
    private RequestAdmission() {}

    /** The head of {@code request}; its headers are those of the request. */
    static RequestHead admit(HttpRequest request, String scheme, InetSocketAddress local) throws Refused {
        checkMethod(request.method());
        String host = host(request);
        RequestTarget target = RequestTarget.of(request.uri(), request.method());
        return new RequestHead(
                request.method().name(),
                target.path(),
                target.query(),
                request.protocolVersion().text(),
                scheme,
                target.authority() == null ? host : target.authority(),
                request.headers(),
                local);
    }

    private static void checkMethod(HttpMethod method) throws Refused {
        if (method.equals(HttpMethod.CONNECT) || method.equals(HttpMethod.TRACE)) {
            throw new Refused(GatewayError.METHOD_NOT_ALLOWED);
        }
    }

    /** The one Host field; only HTTP/1.0 knows requests without, which gives the empty text. */
    private static String host(HttpRequest request) throws Refused {
        HttpHeaders headers = request.headers();
        String host = headers.get(HttpHeaderNames.HOST);
        if (host == null && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return "";
        }
        if (host == null || !Fields.hasOne(headers, HttpHeaderNames.HOST)) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
        Authority.check(host);
        return host;
    }
}
