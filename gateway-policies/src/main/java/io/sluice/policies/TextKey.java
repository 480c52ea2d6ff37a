package io.sluice.policies;

import com.nimbusds.jose.jwk.KeyType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** A key written into the configuration: a shared secret as it stands, or a public key in PEM (RFC 7468, section 13), with or without its BEGIN and END lines. */
final class TextKey {
    private TextKey() {}

    /** @throws IllegalArgumentException saying what is wrong with {@code text}, without showing it */
    static KeySet read(String text, JwtAlgorithm algorithm) {
        return KeySet.of(
                algorithm,
                List.of(new KeySet.Key(
                        null,
                        algorithm.keyType() == KeyType.OCT
                                ? algorithm.secret(secret(text))
                                : algorithm.publicKey(publicKey(text, algorithm.keyType())))));
    }

    private static byte[] secret(String text) {
        if (text.contains("-----BEGIN") || isPublicKey(text, KeyType.RSA) || isPublicKey(text, KeyType.EC)) {
            throw new IllegalArgumentException("must be a shared secret for signingMethod hmac but is a PEM key");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** DER of a key begins with the byte 0x30, and so its Base64 with an M: most secrets need no closer look. */
    private static boolean isPublicKey(String text, KeyType type) {
        try {
            return (text.contains("-----") || text.stripLeading().startsWith("M")) && publicKey(text, type) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static PublicKey publicKey(String text, KeyType type) {
        if (text.contains("PRIVATE KEY")) {
            throw new IllegalArgumentException("must be a public key but is a private one");
        }
        String body = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance(type.getValue())
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("must be a PEM public key of type " + type.getValue(), e);
        }
    }
}
