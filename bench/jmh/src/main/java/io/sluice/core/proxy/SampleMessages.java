package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Messages as they come over the wire: as small as programs send them, and as large as browsers do. */
final class SampleMessages {
    static final ByteBuf SMALL_REQUEST = bytes("GET /orders/4711 HTTP/1.1\r\nHost: api.test\r\nAccept: */*\r\n\r\n");

    static final ByteBuf BROWSER_REQUEST = bytes("GET /orders/4711/items?page=2&sort=date HTTP/1.1\r\n"
            + "Host: api.example.test\r\n"
            + "Connection: keep-alive\r\n"
            + "sec-ch-ua: \"Chromium\";v=\"130\", \"Not?A_Brand\";v=\"99\"\r\n"
            + "sec-ch-ua-mobile: ?0\r\n"
            + "sec-ch-ua-platform: \"Linux\"\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36\r\n"
            + "Accept: application/json, text/plain, */*\r\n"
            + "Origin: https://shop.example.test\r\n"
            + "Sec-Fetch-Site: same-site\r\n"
            + "Sec-Fetch-Mode: cors\r\n"
            + "Sec-Fetch-Dest: empty\r\n"
            + "Referer: https://shop.example.test/account/orders\r\n"
            + "Accept-Encoding: gzip, deflate, br\r\n"
            + "Accept-Language: en-GB,en;q=0.9,de;q=0.8\r\n"
            + "Authorization: Bearer " + "a1b2c3d4".repeat(60) + "\r\n"
            + "Cookie: session=" + "0123456789abcdef".repeat(4) + "; theme=dark; consent=all\r\n\r\n");

    static final ByteBuf CHUNKED_REQUEST =
            bytes("POST /orders HTTP/1.1\r\nHost: api.test\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n" + chunks());

    static final ByteBuf SMALL_RESPONSE =
            bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 512\r\n\r\n" + "x".repeat(512));

    static final ByteBuf BROWSER_RESPONSE = bytes("HTTP/1.1 200 OK\r\n"
            + "Date: Thu, 26 Nov 2026 08:00:00 GMT\r\n"
            + "Content-Type: application/json; charset=utf-8\r\n"
            + "Content-Length: 512\r\n"
            + "Connection: keep-alive\r\n"
            + "Server: origin\r\n"
            + "ETag: W/\"400-0123456789abcdef\"\r\n"
            + "Cache-Control: private, no-cache, no-store, must-revalidate\r\n"
            + "Vary: Origin, Accept-Encoding\r\n"
            + "Access-Control-Allow-Origin: https://shop.example.test\r\n"
            + "Access-Control-Allow-Credentials: true\r\n"
            + "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n"
            + "X-Content-Type-Options: nosniff\r\n"
            + "Set-Cookie: session=" + "0123456789abcdef".repeat(4) + "; Path=/; Secure; HttpOnly; SameSite=Lax\r\n\r\n"
            + "x".repeat(512));

    static final ByteBuf CHUNKED_RESPONSE =
            bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks());

    private SampleMessages() {}

    /** The whole of {@code message} once more, for somebody who releases it. */
    static ByteBuf again(ByteBuf message) {
        return message.readerIndex(0).retain();
    }

    /** A body of 4 KiB in eight chunks. */
    private static String chunks() {
        return ("200\r\n" + "x".repeat(512) + "\r\n").repeat(8) + "0\r\n\r\n";
    }

    private static ByteBuf bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Unpooled.directBuffer(bytes.length).writeBytes(bytes);
    }
}
