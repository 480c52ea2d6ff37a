package io.sluice.config.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBlockTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "10.0.0.0/8 10.1.2.3",
                "10.0.0.0/8 10.1.0.0/16",
                "192.168 192.168.3.4",
                "192.168 192.168.3.0/24",
                "0.0.0.0/0 1.2.3.4",
                "2001:db8::/32 2001:db8:1::1",
                "10.0.0.1 10.0.0.1/32",
                "anything anything"
            })
    void containsWhatTheOtherStandsFor(String outer, String inner) {
        assertThat(AddressBlock.contains(outer, inner)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "10.1.0.0/16 10.0.0.0/8",
                "10.0.0.0/8 11.0.0.0",
                "0.0.0.0/0 ::1",
                "10.0.0.0/99 10.0.0.1",
                "10.0.0.0/x 10.0.0.1",
                "nothing 10.0.0.1",
                "*** 10.0.0.1"
            })
    void containsNothingElse(String outer, String inner) {
        assertThat(AddressBlock.contains(outer, inner)).isFalse();
    }
}
