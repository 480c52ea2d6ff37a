package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.TestSettings;
import io.sluice.core.testing.Wire;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-P10 with proxies in front that are believed. */
@NoLeaks
class TrustedProxiesTest {
    private final TestOrigin origin = new TestOrigin(TestOrigin.HELLO);
    private @Nullable TestEngine engine;

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
        origin.close();
    }

    private Wire.Message forwarded(TestSettings settings, String fields) {
        TestEngine gateway = new TestEngine(settings).serve(origin.port());
        engine = gateway;
        try (Wire wire = gateway.connect()) {
            wire.send("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n").read();
        }
        Await.that("the request is logged", () -> !gateway.accessRecords().isEmpty());
        return origin.takeRequest();
    }

    private String loggedClient() {
        return java.util.Objects.requireNonNull(engine).accessRecords().get(0).clientIp();
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', '9.9.9.9', 127.0.0.1",
        "1, '', '9.9.9.9', 9.9.9.9",
        "1, '', '8.8.8.8, 9.9.9.9', 9.9.9.9",
        "2, '', '8.8.8.8, 9.9.9.9', 8.8.8.8",
        "3, '', '8.8.8.8, 9.9.9.9', 8.8.8.8",
        "1, '', '9.9.9.9, junk', 127.0.0.1",
        "1, '', '[2001:db8::1]:443', 2001:db8::1",
        "1, '', '9.9.9.9:4711', 9.9.9.9",
        "0, '127.0.0.0/8', '8.8.8.8, 9.9.9.9', 9.9.9.9",
        "0, '127.0.0.1 9.9.0.0/16', '8.8.8.8, 9.9.9.9', 8.8.8.8",
        "0, '10.0.0.0/8', '8.8.8.8, 9.9.9.9', 127.0.0.1",
        "1, '10.0.0.0/8', '8.8.8.8, 10.1.1.1', 8.8.8.8",
    })
    void rP10LogsTheClientThatTrustedProxiesSaw(int hops, String addresses, String chain, String client) {
        String[] trusted = addresses.isEmpty() ? new String[0] : addresses.split(" ");
        Wire.Message seen = forwarded(new TestSettings().trusting(hops, trusted), "X-Forwarded-For: " + chain + "\r\n");
        assertThat(loggedClient()).isEqualTo(client);
        assertThat(seen.header("x-forwarded-for")).isEqualTo(chain + ", 127.0.0.1");
    }

    @Test
    void rP10PassesOnWhatATrustedProxySays() {
        Wire.Message seen = forwarded(
                new TestSettings().trusting(1),
                "X-Forwarded-Proto: https\r\nX-Forwarded-Host: shop.example\r\nX-Forwarded-Port: 443\r\n"
                        + "Forwarded: for=9.9.9.9;proto=https\r\n");
        assertThat(seen.header("x-forwarded-proto")).isEqualTo("https");
        assertThat(seen.header("x-forwarded-host")).isEqualTo("shop.example");
        assertThat(seen.header("x-forwarded-port")).isEqualTo("443");
        assertThat(seen.header("forwarded")).isEqualTo("for=9.9.9.9;proto=https, for=127.0.0.1;host=\"a\";proto=http");
    }

    @Test
    void rP10FillsInWhatATrustedProxyDoesNotSayOrSaysTwice() {
        Wire.Message seen =
                forwarded(new TestSettings().trusting(1), "X-Forwarded-Proto: https\r\nX-Forwarded-Proto: http\r\n");
        assertThat(seen.header("x-forwarded-proto")).isEqualTo("http");
        assertThat(seen.header("x-forwarded-host")).isEqualTo("a");
        assertThat(seen.header("forwarded")).isEmpty();
    }
}
