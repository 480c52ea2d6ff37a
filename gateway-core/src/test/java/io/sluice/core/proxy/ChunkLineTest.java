package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkLineTest {
    private static long size(String line) throws Refused {
        byte[] padded = (line + ";;").getBytes(StandardCharsets.ISO_8859_1);
        return ChunkLine.size(padded, line.length());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "5, 5",
        "aF, 175",
        "00000000000000000000ff, 255",
        "3ffffffffffffff, 288230376151711743",
        "1;a, 1",
        "1;a=b;c, 1",
        "1 ;a, 1",
        "'1;a=\"b;\\\"c\"', 1",
        "'1;a=\"\";b', 1"
    })
    void readsASize(String line, long size) throws Refused {
        assertThat(size(line)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "g",
                "-1",
                "+1",
                "0x1",
                " 1",
                "1 ",
                "1_0",
                "1;",
                "1;;a",
                "1;=a",
                "1;a=",
                "1;a=\"",
                "1;a=\"\\\"",
                "1;a=\"b\"c",
                "1 a",
                "1;a ",
                "1;a b",
                "1;a=b=c",
                "7fffffffffffffff",
                "ffffffffffffffff",
                "10000000000000000"
            })
    void refusesWhatIsNone(String line) {
        assertThatThrownBy(() -> size(line)).isInstanceOf(Refused.class);
    }
}
