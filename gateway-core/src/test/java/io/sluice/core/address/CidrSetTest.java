package io.sluice.core.address;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrSetTest {
    private static boolean covers(String entries, String address) {
        List<CidrSet.Range> ranges = new ArrayList<>();
        for (String entry : entries.split(" ", -1)) {
            ranges.add(requireNonNull(CidrSet.parse(entry)));
        }
        return new CidrSet(ranges).contains(requireNonNull(IpAddress.parse(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "192.168.3.1/30, 192.168.3.0, true",
        "192.168.3.1/30, 192.168.3.3, true",
        "192.168.3.1/30, 192.168.3.4, false",
        "192.168, 192.168.0.0, true",
        "192.168, 192.168.255.255, true",
        "192.168, 192.169.0.0, false",
        "172.16, 172.160.0.1, false",
        "10.2.3, 10.2.3.255, true",
        "10.2.3, 10.2.4.0, false",
        "10, 10.255.0.1, true",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "255.255.255.255/32, 255.255.255.255, true",
        "::/0, 1.2.3.4, true",
        "2001:db8::/48, 2001:db8:0:ffff::1, true",
        "2001:db8::/48, 2001:db8:1::, false",
        "2001:db8::/64, 2001:db8::ffff:ffff:ffff:ffff, true",
        "2001:db8::/65, 2001:db8::8000:0:0:0, false",
        "2001:db8::8/128, 2001:db8::8, true",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1, true",
        "10.0.0.0/8, ::ffff:10.1.1.1, true",
        "::ffff:10.0.0.0/104, 10.1.1.1, true",
        "::ffff:a01:101, 10.1.1.1, true",
        "10.0.0.0/8 10.1.0.0/16 11.0.0.0/8, 11.2.3.4, true",
        "9.0.0.1 8.0.0.1 7.0.0.1, 8.0.0.1, true",
        "9.0.0.1 8.0.0.1 7.0.0.1, 8.0.0.2, false",
    })
    void knowsWhatItHolds(String entries, String address, boolean held) {
        assertThat(covers(entries, address)).isEqualTo(held);
    }

    @Test
    void holdsNothingWhenEmpty() {
        assertThat(new CidrSet(List.of()).contains(requireNonNull(IpAddress.parse("::"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "localhost",
                "256.1.1.1",
                "1.2.3.4.5",
                "01.2.3.4",
                "010",
                "0x7f.0.0.1",
                "1..2",
                "1.2.",
                ".1",
                "-1.2.3.4",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3.4/08",
                "1.2.3.4/-1",
                "1.2.3.4/8/8",
                "10.1/16",
                "/8",
                "::/129",
                "::1%eth0",
                "[::1]",
                ":::",
                "1:2:3",
                "1:2:3:4:5:6:7:8:9",
                "::g",
                "::ffff:010.0.0.1",
                "::ffff:1.2.3",
                "1.2.3.4 ",
                "1.2.3.4:80",
                "\u0661.2.3.4"
            })
    void refusesWhatIsNoEntry(String entry) {
        assertThat(CidrSet.parse(entry)).isNull();
    }

    @Test
    void agreesWithTryingEveryRange() {
        Random random = new Random(99);
        for (int round = 0; round < 200; round++) {
            List<CidrSet.Range> ranges = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                ranges.add(requireNonNull(CidrSet.parse(
                        "10.0." + random.nextInt(3) + "." + random.nextInt(256) + "/" + (24 + random.nextInt(9)))));
            }
            CidrSet set = new CidrSet(ranges);
            for (int i = 0; i < 100; i++) {
                IpAddress address =
                        requireNonNull(IpAddress.parse("10.0." + random.nextInt(3) + "." + random.nextInt(256)));
                boolean held = ranges.stream()
                        .anyMatch(range -> address.low() >= range.first().low()
                                && address.low() <= range.last().low());
                assertThat(set.contains(address)).isEqualTo(held);
            }
        }
    }
}
