package io.sluice.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Stands where a value is that must not be shown. It reads {@code ***}, yet tells a changed value from an unchanged one: it keeps a digest under a key
 * that is drawn when the process starts, is never written anywhere, and makes digests of other processes worthless.
 *
 * <p>Threading: immutable.
 */
public final class Masked {
    private static final String ALGORITHM = "HmacSHA256";
    /** Only ever copied: looking for the algorithm and taking the key in cost more than a digest. */
    private static final Mac KEYED = keyed();

    private static final Masked UNKNOWN = new Masked(null);

    private final byte @Nullable [] digest;

    private Masked(byte @Nullable [] digest) {
        this.digest = digest;
    }

    /** Hides {@code value}. */
    public static Masked of(String value) {
        try {
            Mac mac = (Mac) KEYED.clone();
            return new Masked(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
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

    private static Mac keyed() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
