package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.core.policy.GatewayError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineScannerTest {
    private static final int MAX = 300;

    private final LineScanner lines = new LineScanner(new byte[256]);
    private final ByteBuf in = Unpooled.buffer();

    private boolean next(String more) throws Refused {
        in.writeBytes(more.getBytes(StandardCharsets.ISO_8859_1));
        return lines.next(in, MAX, GatewayError.URI_TOO_LONG);
    }

    private String line() {
        return new String(lines.line(), 0, lines.length(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void findsLinesOneAfterTheOther() throws Refused {
        assertThat(next("first\r\n\r\nthird\r\nrest")).isTrue();
        assertThat(line()).isEqualTo("first");
        assertThat(next("")).isTrue();
        assertThat(line()).isEmpty();
        assertThat(next("")).isTrue();
        assertThat(line()).isEqualTo("third");
        assertThat(next("")).isFalse();
        assertThat(in.readableBytes()).isEqualTo(4);
    }

    @Test
    void waitsForTheEndOfALine() throws Refused {
        assertThat(next("a")).isFalse();
        assertThat(next("b\r")).isFalse();
        assertThat(next("\n")).isTrue();
        assertThat(line()).isEqualTo("ab");
    }

    @Test
    void takesLinesUpToTheLimit() throws Refused {
        assertThat(next("x".repeat(MAX) + "\r")).isFalse();
        assertThat(next("\n")).isTrue();
        assertThat(lines.length()).isEqualTo(MAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r", "\r\n", "\n"})
    void refusesLongerLines(String end) {
        assertThatThrownBy(() -> next("x".repeat(MAX + 1) + end))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.error()).isEqualTo(GatewayError.URI_TOO_LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n", "\n", "a\rb", "\rb", "\r\r", "a\u0000", "\u007f", "a\u0001b\u0001"})
    void refusesWhatCannotBecomeALine(String text) {
        assertThatThrownBy(() -> next(text))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.error()).isEqualTo(GatewayError.BAD_REQUEST));
    }

    @Test
    void refusesACarriageReturnAsSoonAsSomethingElseFollows() throws Refused {
        assertThat(next("a\r")).isFalse();
        assertThatThrownBy(() -> next("b")).isInstanceOf(Refused.class);
    }
}
