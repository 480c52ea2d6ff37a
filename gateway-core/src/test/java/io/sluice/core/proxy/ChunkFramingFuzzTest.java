package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.core.testing.FuzzLoop;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChunkFramingFuzzTest {
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Tag("fuzz")
    @FuzzTest(maxDuration = "10m")
    void doesNotDependOnSegments(byte[] input) {
        check(input);
    }

    @Test
    void doesNotDependOnSegmentsForManySmallChanges() {
        List<String> corpus = List.of("empty", "extensions", "one", "trailers", "two");
        FuzzLoop.run(getClass(), "doesNotDependOnSegments", corpus, 6_000, ChunkFramingFuzzTest::check);
    }

    private static void check(byte[] input) {
        byte[] message = joined(HEAD, new String(input, StandardCharsets.ISO_8859_1));
        List<String> whole = Transcript.of(message, message.length).lines();
        assertThat(whole.get(0)).startsWith("POST / HTTP/1.1");
        assertThat(Transcript.of(message, 1).lines()).as("octet by octet").isEqualTo(whole);
        assertThat(Transcript.of(message, 5).lines()).as("in segments of five").isEqualTo(whole);
        checkFraming(input);
    }

    /** Any octets at all come out as they went in, framed as one chunk or as many. */
    private static void checkFraming(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        StringBuilder framed = new StringBuilder();
        for (int start = 0; start < text.length(); start += 3) {
            String part = text.substring(start, Math.min(text.length(), start + 3));
            framed.append(Integer.toHexString(part.length()))
                    .append("\r\n")
                    .append(part)
                    .append("\r\n");
        }
        byte[] message = joined(HEAD, framed.append("0\r\n\r\n").toString());
        List<String> read = Transcript.of(message, message.length).lines();
        assertThat(read.get(1)).isEqualTo("body " + HexFormat.of().formatHex(data) + " trailers []");
    }

    private static byte[] joined(String head, String rest) {
        return (head + rest).getBytes(StandardCharsets.ISO_8859_1);
    }
}
