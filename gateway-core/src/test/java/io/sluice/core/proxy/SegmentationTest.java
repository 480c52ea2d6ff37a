package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestSettings;
import io.sluice.core.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R-F18: what a message is does not depend on how its bytes were cut into segments. */
@NoLeaks
class SegmentationTest {
    private static final int LONG = 4096;

    static Stream<String> messages() {
        Stream<String> refused = Stream.concat(
                        RequestFramingRulesTest.refusals().stream(), ChunkRulesTest.refusals().stream())
                .map(RequestFramingRulesTest.Refusal::bytes);
        Stream<String> passed = Stream.concat(
                        RequestFramingRulesTest.passages().stream(), ChunkRulesTest.passages().stream())
                .map(RequestFramingRulesTest.Passage::bytes);
        Stream<String> attacks = DesyncTest.attacks().stream().map(DesyncTest.Attack::bytes);
        return Stream.of(refused, passed, attacks).flatMap(rows -> rows);
    }

    /** All that is read of {@code bytes} when they come in pieces that end at {@code cuts}, in writing. */
    private static String read(byte[] bytes, int... cuts) {
        MessageBounds bounds =
                MessageBounds.ofRequests(new TestSettings().build().limits());
        MessageReader<HttpRequest> reader = new MessageReader<>(new RequestDecoder.Requests(), bounds, true);
        ByteBuf in = Unpooled.buffer(bytes.length);
        StringBuilder story = new StringBuilder();
        int start = 0;
        for (int cut : cuts) {
            in.writeBytes(bytes, start, cut - start);
            start = cut;
            readAll(reader, in, story);
        }
        in.writeBytes(bytes, start, bytes.length - start);
        readAll(reader, in, story);
        in.release();
        return story.toString();
    }

    private static void readAll(MessageReader<HttpRequest> reader, ByteBuf in, StringBuilder story) {
        List<Object> out = new ArrayList<>();
        int left = -1;
        while (in.isReadable() && left != in.readableBytes()) {
            left = in.readableBytes();
            reader.read(in, out);
        }
        out.forEach(object -> tell((HttpObject) object, story));
    }

    private static void tell(HttpObject object, StringBuilder story) {
        if (object.decoderResult().cause() instanceof Refused refused) {
            story.append("REFUSED ").append(refused.error());
        } else if (object instanceof HttpRequest request) {
            story.append(request.method()).append(request.uri()).append(request.protocolVersion());
            story.append(request.headers().entries());
        }
        if (object instanceof HttpContent content) {
            story.append(content.content().toString(StandardCharsets.ISO_8859_1));
            content.release();
        }
        if (object instanceof LastHttpContent last) {
            story.append(" END ").append(last.trailingHeaders().entries());
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsTheSameWhereverAMessageIsCutInTwo(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        String whole = read(bytes);
        int step = bytes.length > LONG ? 997 : 1;
        for (int cut = 1; cut < bytes.length; cut += step) {
            assertThat(read(bytes, cut)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsTheSameByteByByte(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        int[] cuts = new int[bytes.length];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = i + 1;
        }
        assertThat(read(bytes, cuts)).isEqualTo(read(bytes));
    }

    @Test
    void forwardsARequestThatComesByteByByte() {
        try (WireLab lab = new WireLab();
                Wire wire = lab.connect()) {
            String request = "\r\nPOST /slow HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n";
            for (byte octet : request.getBytes(StandardCharsets.ISO_8859_1)) {
                wire.send(new byte[] {octet});
            }
            assertThat(wire.read().status()).isEqualTo(200);
            Wire.Message seen = lab.origin().takeRequest();
            assertThat(seen.text()).contains("X: y");
            assertThat(seen.text().replaceAll("[0-9]\r\n|\r\n", "")).isEqualTo("helloX: y");
        }
    }
}
