package io.sluice.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stands where a value is that must not be shown. It reads {@code ***}, yet tells a changed value from an unchanged one: it keeps a digest under a key
 * that is drawn when the process starts, is never written anywhere, and makes digests of other processes worthless.
 *
 * <p>Threading: immutable.
 */
public final class Masked {
    private static final String ALGORITHM = "SHA-256";

    /** Octets that the algorithm takes in at once. */
    private static final int BLOCK = 64;

    /** Has taken in the key; only ever copied. */
    private static final MessageDigest KEYED = keyed();

    private static final Masked UNKNOWN = new Masked(null);

    private final byte @Nullable [] digest;

    private Masked(byte @Nullable [] digest) {
        this.digest = digest;
    }

    /** Hides {@code value}. */
    public static Masked of(String value) {
        try {
            MessageDigest digest = (MessageDigest) KEYED.clone();
            return new Masked(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(ALGORITHM + " of every Java runtime can be copied", e);
        }
    }

    /** A value that another process hides; nobody can say whether it is the same as any other. */
    public static Masked unknown() {
        return UNKNOWN;
    }

    /** Whether it can be said whether this and another one hide the same value. */
    public boolean isComparable() {
        return digest != null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Masked masked && Arrays.equals(digest, masked.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return EffectiveConfig.MASKED;
    }

    private static MessageDigest keyed() {
        byte[] key = new byte[BLOCK];
        new SecureRandom().nextBytes(key);
        try {
            MessageDigest digest = MessageDigest.getInstance(ALGORITHM);
            digest.update(key);
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
