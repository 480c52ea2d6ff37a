package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryRedactionTest {
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "a=1&b=2, a=1&b=2",
        "token, token",
        "a=1&token=abc&b=2, a=1&token=REDACTED&b=2",
        "ACCESS_TOKEN=abc, ACCESS_TOKEN=REDACTED",
        "api%5Fkey=abc, api%5Fkey=REDACTED",
        "a=1;password=p=q, a=1;password=REDACTED",
        "code=, code=REDACTED",
        "bad%zz=secret, bad%zz=REDACTED",
        "tokens=abc&, tokens=abc&",
    })
    void replacesOnlyWhatIsSensitive(String query, String expected) {
        assertThat(QueryRedaction.redact(query)).isEqualTo(expected);
    }
}
