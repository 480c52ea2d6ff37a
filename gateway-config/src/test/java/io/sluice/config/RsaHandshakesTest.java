package io.sluice.config;

import static io.netty.handler.ssl.OpenSslPrivateKeyMethod.SSL_SIGN_ECDSA_SECP256R1_SHA256;
import static io.netty.handler.ssl.OpenSslPrivateKeyMethod.SSL_SIGN_RSA_PSS_RSAE_SHA256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.OpenSslPrivateKeyMethod;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RsaHandshakesTest {
    private static final byte[] TEXT = "what the handshake said".getBytes(StandardCharsets.US_ASCII);

    /** Nothing asks it anything. */
    private static final SSLEngine ENGINE = engine();

    /** Written down a second time on purpose: numbers of RFC 8446, section 4.2.3, and what they mean to the Java runtime. */
    private static final Map<Integer, String> PKCS1 =
            Map.of(0x0201, "SHA1withRSA", 0x0401, "SHA256withRSA", 0x0501, "SHA384withRSA", 0x0601, "SHA512withRSA");

    private static final Map<Integer, PSSParameterSpec> PSS = Map.of(
            0x0804, new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1),
            0x0805, new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1),
            0x0806, new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));

    static Stream<Arguments> providers() {
        return NativeProviders.all().map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void signsWithEverySchemeForRsa(Provider provider) throws Exception {
        TlsMaterial material = TlsPairs.material(TlsPairs.bundle(Algorithm.rsa2048));
        RsaHandshakes handshakes = Objects.requireNonNull(RsaHandshakes.of(material, provider));

        for (Map.Entry<Integer, String> scheme : PKCS1.entrySet()) {
            byte[] signed = handshakes.sign(ENGINE, scheme.getKey(), TEXT);
            assertThat(isSignedBy(material, scheme.getValue(), null, signed))
                    .as(scheme.getValue())
                    .isTrue();
        }
        for (Map.Entry<Integer, PSSParameterSpec> scheme : PSS.entrySet()) {
            byte[] signed = handshakes.sign(ENGINE, scheme.getKey(), TEXT);
            assertThat(isSignedBy(material, "RSASSA-PSS", scheme.getValue(), signed))
                    .as(scheme.getValue().toString())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"rsa2048", "rsa3072", "rsa4096"})
    void signsWithKeysOfEverySize(Algorithm algorithm) throws Exception {
        TlsMaterial material = TlsPairs.material(TlsPairs.bundle(algorithm));
        for (Provider provider : NativeProviders.all().toList()) {
            RsaHandshakes handshakes = Objects.requireNonNull(RsaHandshakes.of(material, provider));
            byte[] signed = handshakes.sign(ENGINE, SSL_SIGN_RSA_PSS_RSAE_SHA256, TEXT);
            assertThat(isSignedBy(material, "RSASSA-PSS", PSS.get(0x0804), signed))
                    .as(provider.getName())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ecp256", "ed25519"})
    void leavesOtherKeysAlone(Algorithm algorithm) throws Exception {
        TlsMaterial material = TlsPairs.material(TlsPairs.bundle(algorithm));

        assertThat(RsaHandshakes.of(material, NativeProviders.ofTheRuntime())).isNull();
    }

    @Test
    void isNotMadeWhereTheProviderCannotSign() throws Exception {
        TlsMaterial material = TlsPairs.material(TlsPairs.bundle(Algorithm.rsa2048));

        assertThat(RsaHandshakes.of(material, Security.getProvider("SUN"))).isNull();
    }

    @Test
    void isNotMadeForACertificateOfAnotherKey() throws Exception {
        TlsMaterial one = TlsPairs.material(TlsPairs.bundle(Algorithm.rsa2048));
        PrivateKey another = TlsPairs.bundle(Algorithm.rsa2048).getKeyPair().getPrivate();

        assertThat(RsaHandshakes.of(new TlsMaterial(another, one.chain()), NativeProviders.ofTheRuntime()))
                .isNull();
    }

    @Test
    void refusesAnythingButSigningWithASchemeForRsa() throws Exception {
        TlsMaterial material = TlsPairs.material(TlsPairs.bundle(Algorithm.rsa2048));
        OpenSslPrivateKeyMethod handshakes =
                Objects.requireNonNull(RsaHandshakes.of(material, NativeProviders.ofTheRuntime()));

        assertThatThrownBy(() -> handshakes.sign(ENGINE, SSL_SIGN_ECDSA_SECP256R1_SHA256, TEXT))
                .isInstanceOf(SignatureException.class)
                .hasMessageContaining("0x403");
        assertThatThrownBy(() -> handshakes.decrypt(ENGINE, TEXT)).isInstanceOf(SignatureException.class);
    }

    private static boolean isSignedBy(
            TlsMaterial material, String algorithm, @Nullable AlgorithmParameterSpec parameters, byte[] signed)
            throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        signature.initVerify(material.leaf().getPublicKey());
        signature.update(TEXT);
        return signature.verify(signed);
    }

    private static SSLEngine engine() {
        try {
            return SSLContext.getDefault().createSSLEngine();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
