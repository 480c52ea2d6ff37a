package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.handler.codec.http.HttpRequest;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.testing.FuzzLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RequestHeadFuzzTest {
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);

    @Tag("fuzz")
    @FuzzTest(maxDuration = "10m")
    void readsTheSameHeadTwice(byte[] input) {
        check(input);
    }

    @Test
    void readsTheSameHeadTwiceForManySmallChanges() {
        List<String> corpus = List.of("absolute", "chunked", "get", "length", "pipelined");
        FuzzLoop.run(getClass(), "readsTheSameHeadTwice", corpus, 4_000, RequestHeadFuzzTest::check);
    }

    private static void check(byte[] input) {
        Transcript whole = Transcript.of(input, Math.max(1, input.length));
        assertThat(Transcript.of(input, 1).lines()).as("octet by octet").isEqualTo(whole.lines());
        assertThat(Transcript.of(input, 7).lines()).as("in segments of seven").isEqualTo(whole.lines());
        whole.heads().forEach(RequestHeadFuzzTest::checkHead);
    }

    /** What was accepted is read as the same head again, also in the form in which it is forwarded. */
    private static void checkHead(HttpRequest head) {
        String again = encoded(head, head.uri());
        assertThat(firstHead(again)).isEqualTo(Transcript.head(head));
        try {
            RequestHead admitted = RequestAdmission.admit(head, "http", LOCAL);
            HttpRequest forwarded = head.setUri(admitted.pathAndQuery());
            assertThat(firstHead(encoded(head, admitted.pathAndQuery()))).isEqualTo(Transcript.head(forwarded));
        } catch (Refused e) {
            assertThat(e.error().status()).isBetween(400, 599);
        }
    }

    private static String firstHead(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<HttpRequest> heads = Transcript.of(bytes, bytes.length).heads();
        return heads.isEmpty() ? "no head in " + text : Transcript.head(heads.get(0));
    }

    private static String encoded(HttpRequest head, String target) {
        StringBuilder text = new StringBuilder();
        text.append(head.method())
                .append(' ')
                .append(target)
                .append(' ')
                .append(head.protocolVersion())
                .append("\r\n");
        head.headers()
                .forEach(field -> text.append(field.getKey())
                        .append(": ")
                        .append(field.getValue())
                        .append("\r\n"));
        return text.append("\r\n").toString();
    }
}
