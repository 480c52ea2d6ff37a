package io.sluice.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes, returns everything that comes back until the other side closes. */
final class RawHttp {
    private RawHttp() {}

    static String send(InetSocketAddress address, String request) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A GET on a connection of its own. */
    static String get(InetSocketAddress address, String path, String... fields) throws IOException {
        return send(
                address,
                "GET " + path + " HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n" + lines(fields) + "\r\n");
    }

    static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    static String lines(String... fields) {
        return fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    }
}
