package io.sluice.core.policy;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request as policies see it. Headers may be changed until the head has gone upstream; method and path are fixed.
 *
 * <p>The path is canonical: what is matched here is what is forwarded.
 */
public final class RequestHead {
    private final String method;
    private final String path;
    private final @Nullable String query;
    private final String version;
    private final String scheme;
    private final String authority;
    private final HttpHeaders headers;
    private final InetSocketAddress local;
    private int basePathLength;
    private @Nullable String apiPath;
    private @Nullable String host;

    /**
     * @param path absolute and without query
     * @param query what stands behind the first question mark; null if there is none
     * @param version {@code HTTP/1.1} and the like
     * @param authority the Host the client asked for, as sent; empty if HTTP/1.0 sent none
     * @param local the address the client connected to
     */
    public RequestHead(
            String method,
            String path,
            @Nullable String query,
            String version,
            String scheme,
            String authority,
            HttpHeaders headers,
            InetSocketAddress local) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.version = version;
        this.scheme = scheme;
        this.authority = authority;
        this.headers = headers;
        this.local = local;
    }

    public String method() {
        return method;
    }

    /** The whole canonical path, without query. */
    public String path() {
        return path;
    }

    /** The query without its question mark, byte for byte as sent; empty if there is none. */
    public String query() {
        return query == null ? "" : query;
    }

    /** Path and query as they stand in a request target; an empty query keeps its question mark. */
    public String pathAndQuery() {
        return withQuery(path);
    }

    /** {@code otherPath} with the query of this request. */
    public String withQuery(String otherPath) {
        return query == null ? otherPath : otherPath + '?' + query;
    }

    public String version() {
        return version;
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return scheme;
    }

    public String authority() {
        return authority;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public InetSocketAddress local() {
        return local;
    }

    /** The requested host in lower case and without port. */
    public String host() {
        if (host == null) {
            host = hostOf(authority);
        }
        return host;
    }

    /** The path behind the API's base path; always starts with a slash. This is what rules are matched against. */
    public String apiPath() {
        if (apiPath == null) {
            apiPath =
                    basePathLength == 0 ? path : basePathLength == path.length() ? "/" : path.substring(basePathLength);
        }
        return apiPath;
    }

    /** How many characters of the path are the API's base path. */
    public int basePathLength() {
        return basePathLength;
    }

    /** Told by the router which API was found: {@code length} characters of the path are its base path. */
    public void basePathLength(int length) {
        basePathLength = length;
        apiPath = null;
    }

    private static String hostOf(String authority) {
        int colon = authority.lastIndexOf(':');
        boolean port = colon > authority.lastIndexOf(']');
        return (port ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
    }
}
