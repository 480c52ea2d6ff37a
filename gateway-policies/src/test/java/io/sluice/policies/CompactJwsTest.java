package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwsTest {
    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"k1\"}";

    @Test
    void readsTheThreeParts() {
        CompactJws token = Objects.requireNonNull(parse(HEADER, "{\"sub\":\"ada\"}"));

        assertThat(token.algorithm()).isEqualTo("RS256");
        assertThat(token.keyId()).isEqualTo("k1");
        assertThat(token.claims()).hasToString("{sub=ada}");
        assertThat(new String(token.signed(), StandardCharsets.US_ASCII))
                .isEqualTo(Tokens.encode(HEADER) + '.' + Tokens.encode("{\"sub\":\"ada\"}"));
        assertThat(token.signature().toString()).isEqualTo("c2ln");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"}}",
                "{\"alg\":\"RS256\",\"jku\":\"http://127.0.0.1/keys\",\"x5u\":\"http://127.0.0.1/chain\"}",
                "{\"alg\":\"RS256\",\"x5c\":[\"AA==\"],\"x5t\":\"AA\",\"typ\":\"at+jwt\"}"
            })
    void rJ3IgnoresKeysThatATokenBringsAlong(String header) {
        assertThat(parse(header, "{}")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}",
                "{\"alg\":\"RS256\",\"crit\":[]}",
                "{\"alg\":\"RS256\",\"crit\":null}",
                "{\"alg\":\"RS256\",\"b64\":false}",
                "{\"alg\":\"RS256\",\"b64\":\"true\"}",
                "{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"RS256\",\"kid\":1}",
                "{\"alg\":\"RS256\",\"kid\":null}"
            })
    void rJ4RefusesAHeaderItDoesNotUnderstand(String header) {
        assertThat(parse(header, "{}")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"x\"",
                "null",
                "{",
                "{}}",
                "{} x",
                "{}{}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{a:1}",
                "{\"a\":1,\"a\":1}",
                "{\"sub\":\"a\",\"\\u0073ub\":\"b\"}",
                "{\"o\":{\"a\":1,\"a\":2}}",
                "{\"o\":[{\"a\":1,\"a\":2}]}",
                "/**/{}",
                "\uFEFF{}"
            })
    void rJ4RefusesWhatIsNotOneObjectWithoutDuplicates(String claims) {
        assertThat(parse(HEADER, claims)).isNull();
        assertThat(parse(claims, "{}")).isNull();
    }

    @Test
    void rJ4RefusesDeepNesting() {
        assertThat(parse(HEADER, "{\"a\":" + "[".repeat(30) + "]".repeat(30) + "}"))
                .isNotNull();
        assertThat(parse(HEADER, "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"))
                .isNull();
    }

    @Test
    void rJ4RefusesOtherEncodingsThanUtf8() {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE);
        byte[] broken = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();

        assertThat(CompactJws.parse(Tokens.encode(HEADER) + '.' + encoder.encodeToString(utf16) + ".c2ln"))
                .isNull();
        assertThat(CompactJws.parse(Tokens.encode(HEADER) + '.' + encoder.encodeToString(broken) + ".c2ln"))
                .isNull();
        assertThat(parse(HEADER, "{\"sub\":\"Zoë €\"}")).isNotNull();
    }

    @Test
    void rJ4RefusesOtherNumbersOfParts() {
        String header = Tokens.encode(HEADER);
        String claims = Tokens.encode("{}");

        for (String text : new String[] {
            "",
            ".",
            "..",
            "...",
            header,
            header + '.' + claims,
            header + '.' + claims + ".c2ln.",
            header + ".." + claims,
            header + ".c2ln.c2ln.c2ln.c2ln",
            '.' + header + '.' + claims
        }) {
            assertThat(CompactJws.parse(text)).as(text).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2ln=",
                "c2l=",
                "c2lnYQ=",
                "c2lnYQ==",
                "c2lnYR",
                "c2l+",
                "c2l/",
                "c2 ln",
                "c2ln\n",
                "c2lnY",
                "ç2ln"
            })
    void rJ4ReadsBase64urlStrictly(String signature) {
        assertThat(CompactJws.parse(Tokens.encode(HEADER) + '.' + Tokens.encode("{}") + '.' + signature))
                .isNull();
    }

    @Test
    void rJ4RefusesALongToken() {
        assertThat(parse(HEADER, "{\"a\":\"" + "x".repeat(12_000) + "\"}")).isNotNull();
        assertThat(parse(HEADER, "{\"a\":\"" + "x".repeat(12_300) + "\"}")).isNull();
    }

    private static @Nullable CompactJws parse(String header, String claims) {
        return CompactJws.parse(Tokens.encode(header) + '.' + Tokens.encode(claims) + ".c2ln");
    }
}
