package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OctetTest {
    /** Every octet at every place of texts of several lengths: looking at eight at once finds what looking at one does. */
    @Test
    void findsWhatIsNoTextWhereverItStands() {
        for (int length = 1; length <= 20; length++) {
            for (int place = 0; place < length; place++) {
                for (int octet = 0; octet < 256; octet++) {
                    byte[] text = new byte[length];
                    Arrays.fill(text, (byte) 'x');
                    text[place] = (byte) octet;
                    boolean expected = octet == '\t' || octet >= ' ' && octet != 0x7f;
                    assertThat(Octet.isText(text, 0, length)).isEqualTo(expected);
                }
            }
        }
    }

    /** The same for tokens, with each kind of octet before and behind, and room behind the end or none. */
    @Test
    void findsTheEndOfATokenWhereverItIs() {
        for (byte around : "aZ-0!".getBytes(StandardCharsets.US_ASCII)) {
            for (int place = 0; place < 20; place++) {
                for (int octet = 0; octet < 256; octet++) {
                    byte[] text = new byte[20];
                    Arrays.fill(text, around);
                    text[place] = (byte) octet;
                    for (int end : new int[] {0, 3, place, 13, 20}) {
                        for (int start = 0; start <= end; start += 5) {
                            assertThat(Octet.skipToken(text, start, end))
                                    .isEqualTo(Octet.skip(text, start, end, Octet.TOKEN));
                        }
                    }
                }
            }
        }
    }

    @Test
    void looksOnlyBetweenStartAndEnd() {
        byte[] text = "\0aaaaaaaaaaaaaaaa\0".getBytes(StandardCharsets.US_ASCII);
        assertThat(Octet.isText(text, 1, text.length - 1)).isTrue();
        assertThat(Octet.isText(text, 0, text.length - 1)).isFalse();
        assertThat(Octet.isText(text, 1, text.length)).isFalse();
        assertThat(Octet.isText(text, 5, 5)).isTrue();
    }

    @Test
    void knowsHexadecimalDigits() {
        for (int octet = 0; octet < 256; octet++) {
            int digit = octet < 128 ? Character.digit((char) octet, 16) : -1;
            assertThat(Octet.hex((byte) octet)).isEqualTo(digit);
        }
    }
}
