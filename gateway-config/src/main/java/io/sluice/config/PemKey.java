package io.sluice.config;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Private keys from PEM text: PKCS#8 (RFC 5958), and RSA keys in the older PKCS#1 form (RFC 8017), which are wrapped. */
final class PemKey {
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** {@code SEQUENCE { OID rsaEncryption, NULL }}. */
    private static final byte[] RSA = {48, 13, 6, 9, 42, (byte) 134, 72, (byte) 134, (byte) 247, 13, 1, 1, 1, 5, 0};

    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int SEQUENCE = 48;
    private static final int OCTET_STRING = 4;
    private static final Set<String> CONVERTIBLE = Set.of("EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "DSA PRIVATE KEY");

    private PemKey() {}

    /** @throws IllegalArgumentException saying what to do if {@code text} holds no key that can be used */
    static PrivateKey parse(String text) {
        for (Pem block : Pem.parse(text)) {
            if (CONVERTIBLE.contains(block.label()) || (isKey(block) && block.content().length == 0)) {
                throw new IllegalArgumentException("the key must be an unencrypted PKCS#8 key but is " + block.label()
                        + "; convert it with: openssl pkcs8 -topk8 -nodes -in old.key -out new.key");
            }
            if (isKey(block)) {
                return key(block.label().equals(PKCS1) ? wrap(block.content()) : block.content());
            }
        }
        throw new IllegalArgumentException("the key must be PEM text with a block PRIVATE KEY but has none");
    }

    private static boolean isKey(Pem block) {
        return block.label().equals(PKCS8) || block.label().equals(PKCS1);
    }

    private static PrivateKey key(byte[] pkcs8) {
        return ALGORITHMS.stream()
                .flatMap(algorithm -> decode(algorithm, pkcs8).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the key must be a valid RSA, EC or Ed25519 key but is damaged or of another kind"));
    }

    private static Optional<PrivateKey> decode(String algorithm, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] wrap(byte[] pkcs1) {
        byte[] inner = join(VERSION_0, RSA, tagged(OCTET_STRING, pkcs1));
        return tagged(SEQUENCE, inner);
    }

    /** DER: tag, length in its shortest form, content. */
    private static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 128
                ? new byte[] {(byte) tag, (byte) length}
                : length < 256
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return join(head, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
