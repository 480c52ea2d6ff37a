package io.sluice.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @Test
    void readsBothFamilies() {
        assertThat(IpAddress.parse("1.2.3.4")).isEqualTo(new IpAddress(0, 0xFFFF_0102_0304L));
        assertThat(IpAddress.parse("255.255.255.255")).isEqualTo(new IpAddress(0, 0xFFFF_FFFF_FFFFL));
        assertThat(IpAddress.parse("2001:db8::1")).isEqualTo(new IpAddress(0x2001_0DB8_0000_0000L, 1));
        assertThat(IpAddress.parse("::")).isEqualTo(new IpAddress(0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "192.168",
                "2130706433",
                "0177.0.0.1",
                "1.2.3.4x",
                "1.2.3.4\n",
                "::1%1",
                "example.org",
                "1.2.3.4,5.6.7.8"
            })
    void refusesWhatIsNoFullAddress(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Test
    void refusesLongTextWithoutLookingAtIt() {
        assertThat(IpAddress.parse("1".repeat(100_000))).isNull();
        assertThat(IpAddress.parse(":".repeat(100_000))).isNull();
    }
}
