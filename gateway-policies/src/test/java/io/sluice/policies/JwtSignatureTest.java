package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.PolicyHarness;
import io.sluice.policies.JwtPolicy.SigningMethod;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtSignatureTest {
    private static final KeyPair RSA = Tokens.rsa(2048);
    private static final KeyPair P256 = Tokens.ec(256);
    private static final KeyPair P384 = Tokens.ec(384);
    private static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({"RSA,256", "RSA,384", "RSA,512", "HMAC,256", "HMAC,384", "HMAC,512", "ES,256", "ES,384"})
    void rJ1AcceptsTheConfiguredAlgorithmAndNoOther(SigningMethod method, int bits) {
        PolicyHarness policy = policy(method, bits);
        assertThat(policy.problems()).isEmpty();

        for (SigningMethod family : new SigningMethod[] {SigningMethod.RSA, SigningMethod.HMAC, SigningMethod.ES}) {
            for (int length : new int[] {256, 384, 512}) {
                if (family != SigningMethod.ES || length != 512) {
                    assertThat(accepts(policy, token(family, length)))
                            .as("%s %s", family, length)
                            .isEqualTo(family == method && length == bits);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "rs256", "RS256 ", "RS", "HS256", "PS256", "EdDSA"})
    void rJ1RefusesATokenThatNamesAnotherAlgorithm(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\"}";

        assertThat(accepts(policy(SigningMethod.RSA, 256), Tokens.rs("RS256", RSA.getPrivate(), header, "{}")))
                .isFalse();
        assertThat(accepts(policy(SigningMethod.RSA, 256), Tokens.encode(header) + '.' + Tokens.encode("{}") + '.'))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"alg\":null}", "{\"alg\":[\"RS256\"]}", "{\"ALG\":\"RS256\"}", "{\"alg\":256}"})
    void rJ1RefusesATokenWithoutAlgorithm(String header) {
        assertThat(accepts(policy(SigningMethod.RSA, 256), Tokens.rs("RS256", RSA.getPrivate(), header, "{}")))
                .isFalse();
    }

    @Test
    void rJ2NeverTakesAPublicKeyForASharedSecret() {
        PolicyHarness policy = policy(SigningMethod.RSA, 256);

        for (byte[] secret : new byte[][] {
            Tokens.pem(RSA.getPublic()).getBytes(StandardCharsets.US_ASCII),
            Tokens.body(RSA.getPublic()).getBytes(StandardCharsets.US_ASCII),
            RSA.getPublic().getEncoded()
        }) {
            assertThat(accepts(policy, Tokens.hs("HS256", secret, "{}"))).isFalse();
        }
    }

    @Test
    void rJ2RefusesAPublicKeyAsSecretWhenLoaded() {
        for (String key :
                new String[] {Tokens.pem(RSA.getPublic()), Tokens.body(RSA.getPublic()), Tokens.body(P256.getPublic())
                }) {
            assertThat(problem(SigningMethod.HMAC, 256, key))
                    .isEqualTo("textKey: textKey must be a shared secret for signingMethod hmac but is a PEM key");
        }
    }

    @ParameterizedTest
    @CsvSource({"256,32", "384,48", "512,64"})
    void rJ2RefusesAShortSecretWhenLoaded(int bits, int bytes) {
        assertThat(problem(SigningMethod.HMAC, bits, SECRET.substring(0, bytes - 1)))
                .isEqualTo("textKey: textKey must be a secret of at least " + bytes + " bytes for HS" + bits
                        + " but has " + (bytes - 1));
        assertThat(new JwtConfig()
                        .method(SigningMethod.HMAC, bits)
                        .textKey(SECRET.substring(0, bytes))
                        .policy()
                        .problems())
                .isEmpty();
        assertThat(new JwtConfig().method(SigningMethod.HMAC, bits).policy().problems())
                .hasSize(1);
    }

    @Test
    void rJ2RefusesSignaturesWithAZeroOrTheOrderOfTheCurve() {
        PolicyHarness policy = policy(SigningMethod.ES, 256);
        String signed = Tokens.encode("{\"alg\":\"ES256\"}") + '.' + Tokens.encode("{}") + '.';
        byte[] order = unsigned(new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16));
        byte[] zero = new byte[32];
        byte[] one = unsigned(BigInteger.ONE);

        for (byte[][] pair :
                new byte[][][] {{zero, zero}, {zero, one}, {one, zero}, {order, order}, {order, one}, {one, order}}) {
            byte[] signature = Arrays.copyOf(pair[0], 64);
            System.arraycopy(pair[1], 0, signature, 32, 32);
            assertThat(accepts(policy, signed + encode(signature))).isFalse();
        }
        assertThat(accepts(policy, signed + encode(new byte[0]))).isFalse();
        assertThat(accepts(policy, signed + encode(new byte[63]))).isFalse();
    }

    @Test
    void rJ2RefusesASignatureInAnotherEncoding() {
        String token = Tokens.es("ES256", P256.getPrivate(), "{}");
        byte[] raw = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
        byte[] longer = Arrays.copyOf(raw, 66);

        assertThat(accepts(
                        policy(SigningMethod.ES, 256), token.substring(0, token.lastIndexOf('.') + 1) + encode(longer)))
                .isFalse();
    }

    @Test
    void refusesATokenSignedWithAnotherKey() {
        assertThat(accepts(
                        policy(SigningMethod.RSA, 256),
                        Tokens.rs(Tokens.rsa(2048).getPrivate(), "{}")))
                .isFalse();
        assertThat(accepts(
                        policy(SigningMethod.ES, 256),
                        Tokens.es("ES256", Tokens.ec(256).getPrivate(), "{}")))
                .isFalse();
        assertThat(accepts(
                        policy(SigningMethod.HMAC, 256),
                        Tokens.hs("HS256", SECRET.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8), "{}")))
                .isFalse();
    }

    @Test
    void readsAPublicKeyWithAndWithoutItsBeginAndEndLines() {
        String token = Tokens.rs(RSA.getPrivate(), "{}");
        String body = Tokens.body(RSA.getPublic());

        for (String text : new String[] {Tokens.pem(RSA.getPublic()), body, body.replaceAll("(.{64})", "$1\n  ")}) {
            assertThat(accepts(new JwtConfig().textKey(text).policy(), token)).isTrue();
        }
        assertThat(accepts(
                        new JwtConfig()
                                .method(SigningMethod.ES, 384)
                                .textKey(Tokens.pem(P384.getPublic()))
                                .policy(),
                        token(SigningMethod.ES, 384)))
                .isTrue();
    }

    @Test
    void saysWhatIsWrongWithAPublicKey() {
        assertThat(problem(SigningMethod.RSA, 256, "nonsense"))
                .isEqualTo("textKey: textKey must be a PEM public key of type RSA");
        assertThat(problem(SigningMethod.RSA, 256, Tokens.body(P256.getPublic())))
                .isEqualTo("textKey: textKey must be a PEM public key of type RSA");
        assertThat(problem(SigningMethod.ES, 256, Tokens.body(P384.getPublic())))
                .isEqualTo("textKey: textKey must be a key on P-256 but is on a curve of 384 bits");
        assertThat(problem(SigningMethod.RSA, 256, Tokens.body(Tokens.rsa(1024).getPublic())))
                .isEqualTo("textKey: textKey must be an RSA key of at least 2048 bits but has 1024");
        assertThat(problem(SigningMethod.RSA, 256, "-----BEGIN PRIVATE KEY-----\nAA=="))
                .isEqualTo("textKey: textKey must be a public key but is a private one");
    }

    @Test
    void saysWhichKeyLengthsThereAre() {
        assertThat(new JwtConfig().method(SigningMethod.ES, 512).policy().problems())
                .containsExactly("signingKeyLength: signingKeyLength must be 256 or 384 but is 512");
        assertThat(new JwtConfig().method(SigningMethod.HMAC, 128).policy().problems())
                .containsExactly("signingKeyLength: signingKeyLength must be 256, 384 or 512 but is 128");
    }

    private static String token(SigningMethod method, int bits) {
        return switch (method) {
            case RSA -> Tokens.rs("RS" + bits, RSA.getPrivate(), "{\"alg\":\"RS" + bits + "\"}", "{}");
            case HMAC -> Tokens.hs("HS" + bits, SECRET.getBytes(StandardCharsets.UTF_8), "{}");
            default -> Tokens.es("ES" + bits, bits == 256 ? P256.getPrivate() : P384.getPrivate(), "{}");
        };
    }

    private static PolicyHarness policy(SigningMethod method, int bits) {
        String key = switch (method) {
            case RSA -> Tokens.body(RSA.getPublic());
            case HMAC -> SECRET;
            default -> Tokens.pem(bits == 256 ? P256.getPublic() : P384.getPublic());
        };
        return new JwtConfig().method(method, bits).textKey(key).policy();
    }

    private static String problem(SigningMethod method, int bits, String key) {
        return String.join(
                "\n", new JwtConfig().method(method, bits).textKey(key).policy().problems());
    }

    private static boolean accepts(PolicyHarness policy, String token) {
        return policy.request("GET", "/", "authorization", "Bearer " + token)
                        .run()
                        .verdict()
                == Verdict.CONTINUE;
    }

    private static byte[] unsigned(BigInteger value) {
        byte[] all = value.toByteArray();
        byte[] last = new byte[32];
        int length = Math.min(32, all.length);
        System.arraycopy(all, all.length - length, last, 32 - length, length);
        return last;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
