package io.sluice.policies;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Makes keys and tokens for tests; header and claims are written out, so that they can be wrong in every way. */
final class Tokens {
    private Tokens() {}

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair ec(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String body(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    static String rs(String algorithm, PrivateKey key, String header, String claims) {
        return token(algorithm, new RSASSASigner(key), header, claims);
    }

    static String rs(PrivateKey key, String claims) {
        return rs("RS256", key, "{\"alg\":\"RS256\"}", claims);
    }

    static String es(String algorithm, PrivateKey key, String claims) {
        try {
            return token(algorithm, new ECDSASigner((ECPrivateKey) key), "{\"alg\":\"" + algorithm + "\"}", claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hs(String algorithm, byte[] secret, String claims) {
        try {
            return token(algorithm, new MACSigner(secret), "{\"alg\":\"" + algorithm + "\"}", claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encode(String text) {
        return Base64URL.encode(text).toString();
    }

    private static String token(String algorithm, JWSSigner signer, String header, String claims) {
        String signed = encode(header) + '.' + encode(claims);
        try {
            JWSHeader chosen = new JWSHeader(JWSAlgorithm.parse(algorithm));
            return signed + '.' + signer.sign(chosen, signed.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
