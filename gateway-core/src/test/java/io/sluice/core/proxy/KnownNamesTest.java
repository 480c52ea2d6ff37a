package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownNamesTest {
    private static CharSequence of(String name) {
        return KnownNames.of((name + ": x").getBytes(StandardCharsets.US_ASCII), name.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "host", "Content-Length", "content-length", "x-request-id", "TE", "te"})
    void givesAUsualNameWithoutMakingOne(String name) {
        assertThat(of(name)).hasToString(name).isSameAs(of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST", "X", "x-own", "Hosts", "Hos", "Content-Length1"})
    void keepsAnyOtherNameAsItWasSent(String name) {
        assertThat(of(name)).hasToString(name).isNotSameAs(of(name));
    }
}
