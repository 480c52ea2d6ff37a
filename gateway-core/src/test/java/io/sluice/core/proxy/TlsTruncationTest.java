package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.Transport;
import io.sluice.core.runtime.UpstreamTls;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-U2: over TLS anybody can end a connection, but only the upstream can say that it is over (RFC 9112 section 9.8). */
@NoLeaks
class TlsTruncationTest {
    private static final SSLContext TLS = TlsTest.javaContext(TlsTest.certificate("localhost"));

    /** An origin whose answer ends with its connection, in order or cut. */
    private static TestOrigin.Script answering(boolean inOrder) {
        return (plain, origin) -> {
            SSLSocket secured = secure(plain.socket());
            Wire wire = new Wire(secured);
            wire.read();
            wire.send("HTTP/1.1 200 OK\r\n\r\nto the end");
            if (inOrder) {
                secured.close();
            } else {
                plain.close();
            }
        };
    }

    private static SSLSocket secure(Socket plain) throws IOException {
        SSLSocket secured = (SSLSocket) TLS.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), false);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesAnUndelimitedBodyAsCompleteOnlyIfTheUpstreamSaysSo(boolean inOrder) {
        UpstreamTls any = new UpstreamTls(false, Optional.empty());
        try (TestOrigin origin = new TestOrigin(answering(inOrder));
                TestEngine engine = new TestEngine(
                        TestEngine.settings(TestEngine.timeouts(Duration.ofSeconds(10)), Transport.AUTO, 1, any))) {
            engine.serve(new EndpointKey("localhost", origin.port(), true), null);
            try (Wire wire = engine.connect()) {
                wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
                assertThat(new String(wire.readExactly(15), StandardCharsets.US_ASCII))
                        .isEqualTo("a\r\nto the end\r\n");
                if (inOrder) {
                    assertThat(new String(wire.readExactly(5), StandardCharsets.US_ASCII))
                            .isEqualTo("0\r\n\r\n");
                } else {
                    assertThat(wire.isClosedByPeer()).isTrue();
                }
            }
        }
    }
}
