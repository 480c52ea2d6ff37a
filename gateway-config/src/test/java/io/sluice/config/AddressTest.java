package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    private final Findings findings = new Findings();

    @Test
    void understandsAddresses() {
        assertThat(parse("http://0.0.0.0:8081/a/b/")).isEqualTo(new Address(false, "0.0.0.0", 8081, "/a/b"));
        assertThat(parse("HTTPS://my_service")).isEqualTo(new Address(true, "my_service", 443, ""));
        assertThat(parse("http://[::1]/")).isEqualTo(new Address(false, "::1", 80, ""));
        assertThat(parse("http://host:0")).isEqualTo(new Address(false, "host", 0, ""));
        assertThat(findings.hasErrors()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:80",
                "http://",
                "http:///x",
                "http://user@host",
                "http://host:",
                "http://host:x",
                "http://host:65536",
                "http://host:99999999999",
                "http://host/a//b",
                "http://host/./a",
                "http://host/a/..",
                "http://host/a b",
                "http://host#x",
                "http://ho st",
                "http://::1",
                "http://host/x//",
                "grpc://host"
            })
    void refusesEverythingElse(String text) {
        assertThat(parse(text)).isNull();
        assertThat(findings.problems(1).all()).extracting(Problem::code).containsExactly(ProblemCode.INVALID_ADDRESS);
    }

    private @Nullable Address parse(String text) {
        return Address.parse(new Node.Scalar(Location.nowhere("f"), text, Node.Style.DOUBLE_QUOTED, false), findings);
    }
}
