package io.sluice.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over a series of values, each with its length, so that no two series look alike. */
final class Fingerprint {
    private final MessageDigest digest = sha256();

    Fingerprint add(byte[] value) {
        digest.update(ByteBuffer.allocate(4).putInt(value.length).flip());
        digest.update(value);
        return this;
    }

    Fingerprint add(String value) {
        return add(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the series. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
