package io.sluice.core.proxy;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import io.sluice.core.policy.ResponseHead;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A wish to go on in another protocol, such as WebSocket (RFC 9110 section 7.8). Passed on for a GET without body over HTTP/1.1, and never for HTTP/2: what
 * is inside such a connection would be requests that nobody has looked at.
 */
final class Upgrade {
    private static final AsciiString HTTP2_SETTINGS = AsciiString.cached("http2-settings");
    private static final Pattern PROTOCOLS = Pattern.compile("[\\w!#$%&'*+.^`|~/-]+(,[ \t]*[\\w!#$%&'*+.^`|~/-]+)*");

    /** No wish. */
    static final Upgrade NONE = new Upgrade("");

    private final String asked;
    private @Nullable String agreed;
    private @Nullable Tunnel tunnel;

    private Upgrade(String asked) {
        this.asked = asked;
    }

    /** What {@code request} asks for, as it stands; {@link #NONE} if it asks for nothing, or for nothing that is passed on. */
    static Upgrade of(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!headers.contains(HttpHeaderNames.UPGRADE)) {
            return NONE;
        }
        List<String> lines = headers.getAll(HttpHeaderNames.UPGRADE);
        boolean proper = request.method().equals(HttpMethod.GET)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && !headers.contains(HTTP2_SETTINGS)
                && !BodyFraming.hasBody(headers)
                && lines.size() == 1
                && PROTOCOLS.matcher(lines.get(0)).matches();
        return proper && !namesHttp(lines.get(0)) ? new Upgrade(lines.get(0)) : NONE;
    }

    /** Passes the wish on, if there is one. */
    void ask(HttpHeaders headers) {
        if (this != NONE) {
            set(headers, asked);
        }
    }

    /**
     * The upstream has answered with status 101: keeps what it sends behind that.
     *
     * @return false if it agrees to something that it was not asked
     */
    boolean agree(HttpResponse response, ProxyExchange exchange, Channel client, UpstreamConnection upstream) {
        HttpHeaders headers = response.headers();
        String protocol = headers.get(HttpHeaderNames.UPGRADE);
        boolean asIntended = this != NONE
                && protocol != null
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && names(asked).contains(protocol.toLowerCase(Locale.ROOT));
        if (asIntended) {
            agreed = protocol;
            tunnel = new Tunnel(exchange, client, upstream.socket());
            upstream.joins(tunnel.upstream());
        }
        return asIntended;
    }

    /** Whether {@code response} is to open the tunnel. */
    boolean opensWith(ResponseHead response) {
        return tunnel != null && response.status() == 101;
    }

    /** Tells the client of it and lets bytes flow. */
    void open(ResponseHead response, ClientConnection client) {
        Tunnel both = requireNonNull(tunnel, "no upstream has agreed");
        set(response.headers(), requireNonNull(agreed));
        client.writer().head(response, false);
        client.writer().flush();
        client.joins(both.client());
        both.open();
    }

    /** The upstream's connection is gone; false if the tunnel is cut by that. */
    boolean upstreamLeft() {
        return tunnel != null && tunnel.upstreamLeft();
    }

    /** Gives up what has not been passed on. */
    void discard() {
        if (tunnel != null) {
            tunnel.discard();
        }
    }

    long fromClient() {
        return tunnel == null ? 0 : tunnel.fromClient();
    }

    long fromUpstream() {
        return tunnel == null ? 0 : tunnel.fromUpstream();
    }

    private static void set(HttpHeaders headers, String protocols) {
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        headers.set(HttpHeaderNames.UPGRADE, protocols);
    }

    private static List<String> names(String protocols) {
        return List.of(protocols.toLowerCase(Locale.ROOT).split(",[ \t]*"));
    }

    private static boolean namesHttp(String protocols) {
        return names(protocols).stream().anyMatch(name -> name.startsWith("h2") || name.startsWith("http"));
    }
}
