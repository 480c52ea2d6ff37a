package io.sluice.config;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** The signature schemes of TLS for RSA keys, RFC 8446, section 4.2.3. */
@SuppressWarnings("ImmutableEnumChecker") // the parameters are immutable without saying so
enum RsaScheme {
    PKCS1_SHA1(0x0201, "SHA1withRSA", null),
    PKCS1_SHA256(0x0401, "SHA256withRSA", null),
    PKCS1_SHA384(0x0501, "SHA384withRSA", null),
    PKCS1_SHA512(0x0601, "SHA512withRSA", null),
    PSS_SHA256(0x0804, "RSASSA-PSS", pss(MGF1ParameterSpec.SHA256, 32)),
    PSS_SHA384(0x0805, "RSASSA-PSS", pss(MGF1ParameterSpec.SHA384, 48)),
    PSS_SHA512(0x0806, "RSASSA-PSS", pss(MGF1ParameterSpec.SHA512, 64));

    private final int number;
    private final String algorithm;
    private final @Nullable PSSParameterSpec parameters;

    RsaScheme(int number, String algorithm, @Nullable PSSParameterSpec parameters) {
        this.number = number;
        this.algorithm = algorithm;
        this.parameters = parameters;
    }

    /** @throws SignatureException if {@code number} is none of these */
    static RsaScheme of(int number) throws SignatureException {
        for (RsaScheme scheme : values()) {
            if (scheme.number == number) {
                return scheme;
            }
        }
        throw new SignatureException("the scheme must be one for RSA keys but is 0x" + Integer.toHexString(number));
    }

    byte[] sign(byte[] text, PrivateKey key, Provider provider) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm, provider);
        signature.initSign(key);
        configure(signature);
        signature.update(text);
        return signature.sign();
    }

    /** In the opinion of the Java runtime. */
    boolean accepts(byte[] text, byte[] signed, PublicKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(key);
        configure(signature);
        signature.update(text);
        return signature.verify(signed);
    }

    private void configure(Signature signature) throws GeneralSecurityException {
        if (parameters != null) {
            signature.setParameter(parameters);
        }
    }

    /** The salt is as long as the hash. */
    private static PSSParameterSpec pss(MGF1ParameterSpec hash, int bytes) {
        return new PSSParameterSpec(hash.getDigestAlgorithm(), "MGF1", hash, bytes, PSSParameterSpec.TRAILER_FIELD_BC);
    }
}
