package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.sluice.core.address.CidrSet;
import io.sluice.core.address.IpAddress;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.TrustedProxies;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the upstream whom the request came from and through whom (RFC 9110 section 7.6.3, RFC 7239). Added after hop-by-hop removal, so no client can
 * take it away. What a peer says about itself is passed on only if it is trusted; the last member is the gateway's own word in any case.
 *
 * <p>Threading: immutable; shared by all loops.
 */
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

    private final int hops;
    private final CidrSet addresses;

    Forwarded(TrustedProxies trusted) {
        hops = trusted.hops();
        List<CidrSet.Range> ranges = new ArrayList<>();
        for (String each : trusted.addresses()) {
            CidrSet.Range range = CidrSet.parse(each);
            if (range != null) {
                ranges.add(range);
            }
        }
        addresses = new CidrSet(ranges);
    }

    /** @param distance how many proxies are known to be between {@code ip} and the gateway */
    boolean trusts(int distance, String ip) {
        IpAddress address = distance < hops ? null : IpAddress.parse(ip);
        return distance < hops || address != null && addresses.contains(address);
    }

    /** What is added for every request over HTTP/1.1 whose fields say nothing of the kind: the same for all of one connection. */
    static Fields introduction(String ip, String scheme, String port) {
        Fields fields = new Fields();
        fields.add(FOR, ip).add(PROTO, scheme).add(PORT, port).add(HttpHeaderNames.VIA, VIA_1_1);
        return fields.trimmed();
    }

    void add(HttpHeaders headers, RequestHead request, Peer peer, String requestId) {
        boolean current = request.version().equals("HTTP/1.1");
        if (!current || !Fields.addApart(headers, peer.introduction())) {
            append(headers, FOR, peer.ip());
            say(headers, PROTO, request.scheme(), peer.trusted());
            say(headers, PORT, peer.localPort(), peer.trusted());
            append(headers, HttpHeaderNames.VIA, current ? VIA_1_1 : VIA_1_0);
        }
        say(headers, HOST, request.authority(), peer.trusted());
        if (!peer.trusted()) {
            headers.remove(FORWARDED);
        } else if (headers.contains(FORWARDED)) {
            append(headers, FORWARDED, element(request, peer.ip()));
        }
        headers.set(REQUEST_ID, requestId);
    }

    /**
     * The client as far as trusted proxies can tell: the nearest address that is not one of theirs.
     *
     * @param added whether {@code headers} have been through {@link #add}
     */
    String client(HttpHeaders headers, Peer peer, boolean added) {
        String nearest = peer.ip();
        if (!peer.trusted()) {
            return nearest;
        }
        String[] chain = String.join(",", headers.getAll(FOR)).split(",");
        int end = added ? chain.length - 1 : chain.length;
        for (int distance = 0; distance < end && trusts(distance, nearest); distance++) {
            String further = IpAddress.ofNode(chain[end - 1 - distance]);
            if (IpAddress.parse(further) == null) {
                return nearest;
            }
            nearest = further;
        }
        return nearest;
    }

    private static void say(HttpHeaders headers, AsciiString name, String own, boolean trusted) {
        if (trusted && Fields.hasOne(headers, name)) {
            return;
        }
        if (own.isEmpty()) {
            headers.remove(name);
        } else {
            headers.set(name, own);
        }
    }

    private static String element(RequestHead request, String ip) {
        String node = ip.indexOf(':') < 0 ? ip : "\"[" + ip + "]\"";
        String host = request.authority().isEmpty() ? "" : ";host=\"" + request.authority() + '"';
        return "for=" + node + host + ";proto=" + request.scheme();
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
