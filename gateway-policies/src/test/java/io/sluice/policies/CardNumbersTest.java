package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardNumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4111111111111111 | ****",
                "card 4111 1111 1111 1111 of 5500-0000-0000-0004. | card **** of ****.",
                "378282246310005,6011000990139424 | ****,****",
                "4222222222222 | ****",
                "4111 1111 1111 1111 123 | **** 123",
                "12 4111111111111111 | 12 ****",
                "6304000000000000000 | ****",
                "4111111111111112 | 4111111111111112",
                "411111111111111 | 411111111111111",
                "41111111111111111234567 | 41111111111111111234567",
                "4111  1111 1111 1111 | 4111  1111 1111 1111",
                "no digits | no digits",
            })
    void masksCardNumbers(String text, String masked) {
        assertThat(CardNumbers.masked(text)).isEqualTo(masked);
    }
}
