package io.sluice.config.explain;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * A request to be explained, as a client would describe it.
 *
 * @param url {@code http://host:port/path?query}, or only path and query if there is one listener
 * @param headers as a client would send them; Host comes from the URL unless it is among them, Content-Length from the body
 * @param body empty for none
 * @param client the peer of the TCP connection
 */
public record Question(String method, String url, List<Field> headers, byte[] body, InetAddress client) {
    public Question {
        headers = List.copyOf(headers);
        body = body.clone();
    }

    /** A request without headers of its own and without a body, from this machine. */
    public static Question of(String method, String url) {
        return new Question(method, url, List.of(), new byte[0], InetAddress.getLoopbackAddress());
    }

    /** The address of a client. @throws IllegalArgumentException if {@code text} is no IP address */
    public static InetAddress client(String text) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(text);
        if (address == null) {
            throw new IllegalArgumentException("client must be an IP address but is " + text);
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("every IP address has 4 or 16 bytes", e);
        }
    }

    /** This request with one more header. */
    public Question with(String name, String value) {
        List<Field> all = new ArrayList<>(headers);
        all.add(new Field(name, value));
        return new Question(method, url, all, body, client);
    }
}
