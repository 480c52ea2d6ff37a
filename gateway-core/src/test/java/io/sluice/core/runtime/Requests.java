package io.sluice.core.runtime;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.RequestHead;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Request heads for tests of the router. */
final class Requests {
    private Requests() {}

    /** @param headers names and values in turn */
    static RequestHead of(String method, String host, String path, String... headers) {
        HttpHeaders fields = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            fields.add(headers[i], headers[i + 1]);
        }
        InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8081);
        return new RequestHead(method, path, null, "HTTP/1.1", "http", host, fields, local);
    }

    static RequestHead get(String path) {
        return of("GET", "api.test", path);
    }
}
