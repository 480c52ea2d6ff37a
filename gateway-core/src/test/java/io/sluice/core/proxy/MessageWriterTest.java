package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.sluice.core.testing.NoLeaks;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NoLeaks
class MessageWriterTest {
    private final EmbeddedChannel socket = new EmbeddedChannel();
    private final MessageWriter writer = new MessageWriter(socket);
    private int buffers;

    @AfterEach
    void close() {
        socket.finishAndReleaseAll();
    }

    private static ByteBuf piece(int size) {
        return Unpooled.copiedBuffer("x".repeat(size), StandardCharsets.US_ASCII);
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        buffers = 0;
        for (ByteBuf each = socket.readOutbound(); each != null; each = socket.readOutbound()) {
            text.append(each.toString(StandardCharsets.ISO_8859_1));
            each.release();
            buffers++;
        }
        return text.toString();
    }

    private static Fields fields(String name, String value) {
        Fields fields = new Fields();
        fields.add(name, value);
        return fields;
    }

    @Test
    void sendsNothingBeforeItIsFlushed() {
        writer.response(200, fields("content-length", "3"), false);
        writer.body(piece(3));
        writer.end(null);
        assertThat(sent()).isEmpty();
        writer.flush();
        assertThat(sent()).isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nxxx");
        assertThat(buffers).isEqualTo(1);
    }

    @Test
    void passesALargePieceOnAsItIs() {
        writer.response(200, fields("content-length", "5000"), false);
        writer.body(piece(5000));
        writer.end(null);
        writer.flush();
        assertThat(sent()).endsWith("\r\n\r\n" + "x".repeat(5000));
        assertThat(buffers).isEqualTo(2);
    }

    @Test
    void framesChunksOfAnySizeInOrder() {
        writer.response(200, fields("transfer-encoding", "chunked"), false);
        StringBuilder body = new StringBuilder();
        for (int size : new int[] {1, 15, 16, 2047, 2048, 2049, 70_000, 3}) {
            writer.body(piece(size));
            body.append(Integer.toHexString(size))
                    .append("\r\n")
                    .append("x".repeat(size))
                    .append("\r\n");
        }
        writer.end(null);
        writer.flush();
        assertThat(sent()).isEqualTo("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + body + "0\r\n\r\n");
    }

    @Test
    void putsTrailersBehindTheLastChunkOnly() {
        writer.response(200, fields("transfer-encoding", "chunked"), false);
        writer.end(fields("checksum", "1"));
        writer.response(200, fields("content-length", "0"), false);
        writer.end(fields("checksum", "2"));
        writer.flush();
        assertThat(sent()).endsWith("\r\n\r\n0\r\nchecksum: 1\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    }

    @Test
    void framesNothingBehindAHeadWithoutBody() {
        writer.response(304, fields("transfer-encoding", "chunked"), true);
        writer.end(null);
        writer.flush();
        assertThat(sent()).isEqualTo("HTTP/1.1 304 Not Modified\r\ntransfer-encoding: chunked\r\n\r\n");
    }

    @Test
    void writesRequests() {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.valueOf("LOOK"), "/a?b=%20");
        head.headers().set("Host", "a");
        writer.request(head);
        writer.end(null);
        writer.flush();
        assertThat(sent()).isEqualTo("LOOK /a?b=%20 HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    @Test
    void releasesWhatNobodyWillSee() {
        writer.response(200, fields("content-length", "3"), false);
        writer.discard();
        writer.flush();
        assertThat(sent()).isEmpty();
    }
}
