package io.sluice.policies;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.KeyType;
import io.sluice.core.crypto.NativeCrypto;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * The one signature algorithm (RFC 7518, section 3) that the tokens of a policy may have. Each makes verifiers from its own kind of key only, so that
 * a public key never serves as a shared secret.
 */
@SuppressWarnings("ImmutableEnumChecker") // the library has immutable types without saying so
enum JwtAlgorithm {
    HS256(KeyType.OCT, 256),
    HS384(KeyType.OCT, 384),
    HS512(KeyType.OCT, 512),
    RS256(KeyType.RSA, 256),
    RS384(KeyType.RSA, 384),
    RS512(KeyType.RSA, 512),
    ES256(KeyType.EC, 256),
    ES384(KeyType.EC, 384);

    private static final int SHORTEST_RSA_BITS = 2048;

    private final KeyType keyType;
    private final int bits;
    private final JWSHeader header;

    JwtAlgorithm(KeyType keyType, int bits) {
        this.keyType = keyType;
        this.bits = bits;
        header = new JWSHeader(JWSAlgorithm.parse(name()));
    }

    KeyType keyType() {
        return keyType;
    }

    /** Whether {@code key} made the signature of {@code token}, and with this algorithm. */
    boolean verifies(CompactJws token, JWSVerifier key) {
        try {
            return key.verify(header, token.signed(), token.signature());
        } catch (JOSEException unusable) {
            return false;
        }
    }

    /** @throws IllegalArgumentException saying what is wrong with the secret, without showing it */
    JWSVerifier secret(byte[] secret) {
        if (secret.length < bits / 8) {
            throw new IllegalArgumentException(
                    "must be a secret of at least " + bits / 8 + " bytes for " + this + " but has " + secret.length);
        }
        try {
            return new MACVerifier(secret);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("must be a secret for " + this + ": " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException saying what is wrong with the key */
    JWSVerifier publicKey(PublicKey key) {
        if (keyType == KeyType.RSA && key instanceof RSAPublicKey rsa) {
            return rsa(rsa);
        }
        if (keyType == KeyType.EC && key instanceof ECPublicKey ec) {
            return ec(ec);
        }
        throw new IllegalArgumentException("must be a key for " + this + " but is for " + key.getAlgorithm());
    }

    private static JWSVerifier rsa(RSAPublicKey key) {
        int length = key.getModulus().bitLength();
        if (length < SHORTEST_RSA_BITS) {
            throw new IllegalArgumentException(
                    "must be an RSA key of at least " + SHORTEST_RSA_BITS + " bits but has " + length);
        }
        return new RSASSAVerifier(key);
    }

    private JWSVerifier ec(ECPublicKey key) {
        int length = key.getParams().getCurve().getField().getFieldSize();
        if (length != bits) {
            throw new IllegalArgumentException(
                    "must be a key on P-" + bits + " but is on a curve of " + length + " bits");
        }
        try {
            return inNativeCode(new ECDSAVerifier(key));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("must be a key on P-" + bits + ": " + e.getMessage(), e);
        }
    }

    /** If there is any: the Java runtime takes up to a millisecond for a signature on a curve. */
    private static JWSVerifier inNativeCode(ECDSAVerifier verifier) {
        Provider provider = NativeCrypto.provider();
        if (provider != null) {
            verifier.getJCAContext().setProvider(provider);
        }
        return verifier;
    }
}
