package io.sluice.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The gateway and the model must agree about every generated message: what is refused, and what the origin receives. {@code -Dwire.messages} says how
 * many, {@code -Dwire.seed} where to begin.
 */
@NoLeaks
class WireModelTest {
    private static final int MESSAGES = Integer.getInteger("wire.messages", 2000);
    private static final long SEED = Long.getLong("wire.seed", 20261126L);

    private final TestEngine engine = new TestEngine();
    private final TestOrigin origin = new TestOrigin(TestOrigin.HELLO);
    private @Nullable Wire open;

    @BeforeEach
    void serve() {
        engine.serve(origin.port());
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
        engine.close();
        origin.close();
    }

    @Test
    void readsEveryMessageAsTheModelDoes() {
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = new WireMessages(SEED + i).next();
            WireModel.Reading reading = WireModel.read(message);
            if (reading.end() != WireModel.End.INCOMPLETE && reading.end() != WireModel.End.OPEN) {
                String fault = faultOf(message, reading);
                assertThat(fault)
                        .as(() -> "model says " + reading.end() + " for " + printable(message))
                        .isNull();
                accepted += reading.requests().size();
                refused += reading.end() == WireModel.End.REFUSED ? 1 : 0;
            }
        }
        assertThat(accepted).isGreaterThan(MESSAGES / 4);
        assertThat(refused).isGreaterThan(MESSAGES / 10);
    }

    private @Nullable String faultOf(byte[] message, WireModel.Reading reading) {
        Wire wire = open == null ? engine.connect() : open;
        open = null;
        try {
            String fault = exchange(wire.send(message), reading);
            if (fault == null && reading.end() == WireModel.End.CLEAN) {
                open = wire;
            } else {
                wire.close();
            }
            return fault;
        } catch (UncheckedIOException e) {
            wire.close();
            return e.getMessage();
        }
    }

    private @Nullable String exchange(Wire wire, WireModel.Reading reading) {
        for (ModelRequest request : reading.requests()) {
            int status = wire.read().status();
            if (status != 200) {
                return "answered " + status;
            }
            String fault = request.differenceTo(origin.takeRequest(), "127.0.0.1:" + origin.port());
            if (fault != null) {
                return fault;
            }
        }
        return reading.end() == WireModel.End.REFUSED ? refusalFault(wire) : endFault(wire, reading.end());
    }

    private @Nullable String refusalFault(Wire wire) {
        int status = wire.read().status();
        if (status != 400 && status != 501 && status != 505) {
            return "answered " + status;
        }
        return endFault(wire, WireModel.End.LAST);
    }

    private @Nullable String endFault(Wire wire, WireModel.End end) {
        if (end == WireModel.End.LAST && !wire.isClosedByPeer()) {
            return "the connection stays open";
        }
        return origin.recorded() == 0
                ? null
                : "the origin got one more: " + origin.takeRequest().head();
    }

    private static String printable(byte[] message) {
        StringBuilder text = new StringBuilder();
        for (char c : new String(message, StandardCharsets.ISO_8859_1).toCharArray()) {
            boolean plain = c >= ' ' && c < 0x7f && c != '\\';
            text.append(
                    plain
                            ? String.valueOf(c)
                            : c == '\r'
                                    ? "\\r"
                                    : c == '\n'
                                            ? "\\n"
                                            : "\\x"
                                                    + Integer.toHexString(c | 0x100)
                                                            .substring(1));
        }
        return text.toString();
    }
}
