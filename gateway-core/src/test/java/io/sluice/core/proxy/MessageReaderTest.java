package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.runtime.Limits;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NoLeaks
class MessageReaderTest {
    private static final Limits LIMITS = new TestSettings().build().limits();
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";
    private static final String TO_CLOSE = "HTTP/1.1 200 OK\r\n\r\n";

    private final List<String> told = new ArrayList<>();
    private Runnable onBody = () -> {};
    private Runnable onEnd = () -> {};

    private final class Notes<M extends HttpMessage> implements MessageReceiver<M> {
        @Override
        public void headRead(M head) {
            told.add("head");
        }

        @Override
        public void bodyRead(ByteBuf piece) {
            told.add(piece.toString(StandardCharsets.US_ASCII));
            piece.release();
            onBody.run();
        }

        @Override
        public void endRead(@Nullable HttpHeaders trailers) {
            told.add("end");
            onEnd.run();
        }

        @Override
        public void refused(GatewayError error) {
            told.add(error.name());
        }
    }

    private final MessageReader<HttpRequest> requests =
            MessageReader.ofRequests(MessageBounds.ofRequests(LIMITS), new byte[256], new Notes<>());
    private final MessageReader<HttpResponse> responses =
            MessageReader.ofResponses(MessageBounds.ofResponses(LIMITS), new byte[256], () -> false, new Notes<>());

    private static ByteBuf bytes(String text) {
        return PooledByteBufAllocator.DEFAULT
                .directBuffer(ReadRing.BUFFER_BYTES)
                .writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void stopsBehindAMessageUntilTheNextIsAskedFor() {
        requests.read(bytes(GET + POST + "body"));
        assertThat(told).containsExactly("head", "end");
        assertThat(requests.isOver()).isTrue();
        assertThat(requests.isAhead()).isTrue();
        assertThat(requests.isInHead()).isFalse();
        assertThat(requests.next()).isTrue();
        requests.readOn();
        assertThat(told).containsExactly("head", "end", "head", "body", "end");
        assertThat(requests.isAhead()).isFalse();
        assertThat(requests.next()).isFalse();
    }

    @Test
    void goesOnByItselfWhenTheNextIsAskedForWhileItReads() {
        onEnd = () -> assertThat(requests.next()).isFalse();
        requests.read(bytes(GET + GET + GET));
        assertThat(told).containsExactly("head", "end", "head", "end", "head", "end");
        assertThat(requests.isInHead()).isFalse();
    }

    @Test
    void isOverBeforeTheLastPieceOfABodyIsTold() {
        onBody = () -> told.add(requests.isOver() ? "last" : "more");
        requests.read(bytes(POST + "bo"));
        assertThat(requests.isOver()).isFalse();
        requests.read(bytes("dyGET"));
        assertThat(told).containsExactly("head", "bo", "more", "dy", "last", "end");
        assertThat(requests.isAhead()).isTrue();
        requests.release();
    }

    @Test
    void knowsWhetherAHeadHasBegun() {
        assertThat(requests.isInHead()).isFalse();
        requests.read(bytes("\r\n"));
        assertThat(requests.isInHead()).isFalse();
        requests.read(bytes("GE"));
        assertThat(requests.isInHead()).isTrue();
        requests.read(bytes("T / HTTP/1.1\r\n"));
        assertThat(requests.isInHead()).isTrue();
        requests.read(bytes("Host: a\r\n\r\n"));
        assertThat(requests.isInHead()).isFalse();
        assertThat(told).containsExactly("head", "end");
    }

    @Test
    void keepsLittleMemoryForLittleThatWaits() {
        ByteBuf read = bytes("GET / HT");
        requests.read(read);
        assertThat(read.refCnt()).isOne();
        requests.readComplete();
        assertThat(read.refCnt()).isZero();
        requests.read(bytes("TP/1.1\r\nHost: a\r\n\r\n"));
        assertThat(told).containsExactly("head", "end");
    }

    @Test
    void handsOverWhatIsBehindAMessageEvenWhileItReads() {
        List<ByteBuf> rest = new ArrayList<>();
        onEnd = () -> rest.add(requests.takeRest());
        requests.read(bytes(GET + "\u0001frames"));
        assertThat(rest.get(0).toString(StandardCharsets.US_ASCII)).isEqualTo("\u0001frames");
        rest.get(0).release();
        assertThat(requests.isAhead()).isFalse();
        assertThat(requests.takeRest()).isNull();
    }

    @Test
    void canBeReleasedWhileItReads() {
        onEnd = requests::release;
        requests.read(bytes(GET + GET));
        assertThat(told).containsExactly("head", "end");
    }

    @Test
    void looksAtNothingBehindARefusal() {
        requests.read(bytes("GET / HTTP/1.1\nHost: a\r\n\r\n" + GET));
        requests.read(bytes(GET));
        assertThat(told).containsExactly("BAD_REQUEST");
        assertThat(requests.next()).isFalse();
        assertThat(requests.isInHead()).isFalse();
    }

    @Test
    void looksAtNothingThatIsToBeIgnored() {
        requests.read(bytes(POST + "b"));
        requests.ignore();
        requests.read(bytes("ody" + GET));
        assertThat(told).containsExactly("head", "b");
        assertThat(requests.isAhead()).isFalse();
    }

    @Test
    void theEndOfTheConnectionEndsABodyThatNothingElseEnds() {
        responses.read(bytes(TO_CLOSE + "all"));
        responses.endOfInput();
        assertThat(told).containsExactly("head", "all", "end");
        responses.endOfInput();
        assertThat(told).hasSize(3);
    }

    @Test
    void theEndOfTheConnectionEndsNothingElse() {
        responses.read(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));
        responses.endOfInput();
        assertThat(told).containsExactly("head", "half");
    }

    @Test
    void keepsNothingAfterAReceiverThatFails() {
        onEnd = () -> {
            throw new IllegalStateException("planned in this test");
        };
        assertThatThrownBy(() -> requests.read(bytes(GET + GET))).hasMessage("planned in this test");
        requests.release();
        onEnd = () -> {};
        assertThat(requests.next()).isFalse();
    }
}
