package io.sluice.config.explain;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.address.CidrSet;
import io.sluice.core.address.IpAddress;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.TrustedProxies;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the data plane takes out of a request head on arrival and puts in on departure (RFC 9110 sections 7.6.1 to 7.6.3 and 7.8). */
final class ForwardedHead {
    private static final List<String> ONE_HOP = List.of(
            "connection",
            "transfer-encoding",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade",
            "http2-settings");

    /** Fields that a Connection field cannot nominate away. */
    private static final Set<String> NEVER_NOMINATED =
            Set.of("content-length", "host", "authorization", "transfer-encoding");

    private static final String PROTOCOL = "[\\w!#$%&'*+.^`|~/-]+";

    private final RequestHead request;
    private final @Nullable String upgrade;
    private final boolean chunked;

    private ForwardedHead(RequestHead request, @Nullable String upgrade, boolean chunked) {
        this.request = request;
        this.upgrade = upgrade;
        this.chunked = chunked;
    }

    /** Takes out what was meant for this hop only, before the policies run. */
    static ForwardedHead arrive(RequestHead request, boolean hasBody) {
        HttpHeaders headers = request.headers();
        String upgrade = hasBody ? null : upgrade(request.method(), headers);
        boolean chunked = headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
            for (String name : line.split(",")) {
                String nominated = name.trim().toLowerCase(Locale.ROOT);
                if (!nominated.isEmpty() && !NEVER_NOMINATED.contains(nominated) && !isAlone(line)) {
                    headers.remove(nominated);
                }
            }
        }
        ONE_HOP.forEach(headers::remove);
        return new ForwardedHead(request, upgrade, chunked);
    }

    /** How many more hops an OPTIONS request may take; -1 if it does not say. */
    static long hopsLeft(RequestHead request) {
        String value = request.headers().get(HttpHeaderNames.MAX_FORWARDS);
        boolean counted = request.method().equals("OPTIONS") && value != null && value.matches("[0-9]{1,18}");
        return counted ? Long.parseLong(value) : -1;
    }

    /**
     * Frames the request for its upstream; then its target is made.
     *
     * @param transformed whether a policy changes the body, so that its length is not known
     * @param authority of the upstream
     */
    void frame(boolean transformed, String authority) {
        HttpHeaders headers = request.headers();
        long hops = hopsLeft(request);
        if (hops > 0) {
            headers.set(HttpHeaderNames.MAX_FORWARDS, Long.toString(hops - 1));
        }
        if (chunked || transformed) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        headers.set(HttpHeaderNames.HOST, authority);
    }

    /** Says whom the request comes from, and through whom. */
    void depart(InetAddress client, TrustedProxies proxies, String requestId) {
        HttpHeaders headers = request.headers();
        boolean trusted = trusts(proxies, client.getHostAddress());
        append("x-forwarded-for", client.getHostAddress());
        say("x-forwarded-proto", request.scheme(), trusted);
        say("x-forwarded-port", Integer.toString(request.local().getPort()), trusted);
        append("via", "1.1 sluice");
        say("x-forwarded-host", request.authority(), trusted);
        if (!trusted) {
            headers.remove("forwarded");
        } else if (headers.contains("forwarded")) {
            append("forwarded", element(client.getHostAddress()));
        }
        headers.set("x-request-id", requestId);
        if (upgrade != null) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            headers.set(HttpHeaderNames.UPGRADE, upgrade);
        }
    }

    private static @Nullable String upgrade(String method, HttpHeaders headers) {
        List<String> lines = headers.getAll(HttpHeaderNames.UPGRADE);
        boolean proper = lines.size() == 1
                && method.equals("GET")
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && !headers.contains("http2-settings")
                && lines.get(0).matches(PROTOCOL + "(,[ \t]*" + PROTOCOL + ")*");
        return proper && !lines.get(0).toLowerCase(Locale.ROOT).matches("(.*,[ \t]*)?(h2|http).*")
                ? lines.get(0)
                : null;
    }

    private static boolean isAlone(String line) {
        return line.equalsIgnoreCase("keep-alive") || line.equalsIgnoreCase("close");
    }

    private static boolean trusts(TrustedProxies proxies, String client) {
        IpAddress address = IpAddress.parse(client);
        List<CidrSet.Range> ranges = proxies.addresses().stream()
                .map(each -> Objects.requireNonNull(CidrSet.parse(each)))
                .toList();
        return proxies.hops() > 0 || address != null && new CidrSet(ranges).contains(address);
    }

    private void say(String name, String own, boolean trusted) {
        if (!trusted || request.headers().getAll(name).size() != 1) {
            request.headers().set(name, own);
        }
    }

    private String element(String client) {
        String node = client.indexOf(':') < 0 ? client : "\"[" + client + "]\"";
        return "for=" + node + ";host=\"" + request.authority() + "\";proto=" + request.scheme();
    }

    private void append(String name, String member) {
        String known = String.join(", ", request.headers().getAll(name));
        request.headers().set(name, known.isEmpty() ? member : known + ", " + member);
    }
}
