package io.sluice.core.runtime;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.RequestHead;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Request heads for tests of the router. */
final class Requests {
    private Requests() {}

    /**
     * @param target path and query
     * @param headers names and values in turn
     */
    static RequestHead of(String method, String host, String target, String... headers) {
        HttpHeaders fields = DefaultHttpHeadersFactory.headersFactory().newHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            fields.add(headers[i], headers[i + 1]);
        }
        InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8081);
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? null : target.substring(mark + 1);
        return new RequestHead(method, path, query, "HTTP/1.1", "http", host, fields, local);
    }

    static RequestHead get(String target) {
        return of("GET", "api.test", target);
    }
}
