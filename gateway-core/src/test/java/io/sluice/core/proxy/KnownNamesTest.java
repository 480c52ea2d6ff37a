package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownNamesTest {
    private static @Nullable CharSequence find(String name) {
        return KnownNames.find((name + ": x").getBytes(StandardCharsets.US_ASCII), name.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "host", "Content-Length", "content-length", "x-request-id", "TE", "te"})
    void givesAUsualNameWithoutMakingOne(String name) {
        assertThat(find(name)).hasToString(name).isSameAs(find(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST", "X", "x-own", "Hosts", "Hos", "Content-Length1"})
    void doesNotKnowAnyOtherName(String name) {
        assertThat(find(name)).isNull();
    }
}
