package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.Wire;
import java.nio.charset.StandardCharsets;
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

    @ParameterizedTest
    @MethodSource("messages")
    void readsTheSameWhereverAMessageIsCutInTwo(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        List<String> whole = Transcript.of(bytes, bytes.length).lines();
        int step = bytes.length > LONG ? 997 : 1;
        for (int cut = 1; cut < bytes.length; cut += step) {
            assertThat(Transcript.ofTwo(bytes, cut).lines()).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsTheSameByteByByte(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Transcript.of(bytes, 1).lines())
                .isEqualTo(Transcript.of(bytes, bytes.length).lines());
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
