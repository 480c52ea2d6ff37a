package io.sluice.config;

import io.netty.handler.ssl.OpenSslPrivateKeyMethod;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Signs TLS handshakes with an RSA key in a provider of the caller's choice, because BoringSSL takes about twice as long for it. What is signed, and
 * with which scheme (RFC 8446, section 4.2.3), stays with BoringSSL.
 *
 * <p>Threading: immutable, called by all loops; signs before it returns.
 */
final class RsaHandshakes implements OpenSslPrivateKeyMethod {
    private final PrivateKey key;
    private final Provider provider;

    private RsaHandshakes(PrivateKey key, Provider provider) {
        this.key = key;
        this.provider = provider;
    }

    /** Null if {@code provider} cannot sign with the key, or the Java runtime does not accept what it signs. */
    static @Nullable RsaHandshakes of(TlsMaterial material, Provider provider) {
        try {
            KeyFactory keys = KeyFactory.getInstance("RSA", provider);
            PrivateKey key =
                    keys.generatePrivate(new PKCS8EncodedKeySpec(material.key().getEncoded()));
            RsaHandshakes handshakes = new RsaHandshakes(key, provider);
            return handshakes.proves(material.leaf().getPublicKey()) ? handshakes : null;
        } catch (GeneralSecurityException | ProviderException unusable) {
            return null;
        }
    }

    @Override
    public byte[] sign(SSLEngine engine, int scheme, byte[] text) throws GeneralSecurityException {
        return RsaScheme.of(scheme).sign(text, key, provider);
    }

    /** Suites with RSA key transport are never offered together with this. */
    @Override
    public byte[] decrypt(SSLEngine engine, byte[] text) throws GeneralSecurityException {
        throw new SignatureException("the key must only sign but is asked to decrypt");
    }

    private boolean proves(PublicKey other) throws GeneralSecurityException {
        byte[] text = {1, 2, 3};
        for (RsaScheme scheme : List.of(RsaScheme.PSS_SHA256, RsaScheme.PKCS1_SHA256)) {
            if (!scheme.accepts(text, scheme.sign(text, key, provider), other)) {
                return false;
            }
        }
        return true;
    }
}
