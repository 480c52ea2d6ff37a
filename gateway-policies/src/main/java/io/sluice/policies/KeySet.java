package io.sluice.policies;

import com.nimbusds.jose.JWSVerifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of which one must have signed a token. Two sets are the same only if they are one object: what was verified with an older set is verified
 * anew.
 *
 * <p>Threading: immutable.
 */
final class KeySet {
    /** Takes every token for signed, whether it is or not. */
    static final KeySet ANYTHING = new KeySet(null, List.of());

    private final @Nullable JwtAlgorithm algorithm;
    private final List<Key> keys;

    /**
     * One key.
     *
     * @param id its name; null if it has none, then it is tried for every name
     */
    record Key(@Nullable String id, JWSVerifier verifier) {}

    /** @param algorithm null for {@link #ANYTHING} only */
    private KeySet(@Nullable JwtAlgorithm algorithm, List<Key> keys) {
        this.algorithm = algorithm;
        this.keys = List.copyOf(keys);
    }

    static KeySet of(JwtAlgorithm algorithm, List<Key> keys) {
        return new KeySet(algorithm, keys);
    }

    List<Key> keys() {
        return keys;
    }

    boolean expectsAlgorithmOf(CompactJws token) {
        return algorithm == null || token.algorithm().equals(algorithm.name());
    }

    /** Whether there is a key that {@code token} may have been signed with, going by its name. */
    boolean knowsKeyOf(CompactJws token) {
        return algorithm == null || keys.stream().anyMatch(key -> mayHaveSigned(key, token.keyId()));
    }

    boolean verifies(CompactJws token) {
        if (algorithm == null) {
            return true;
        }
        if (!expectsAlgorithmOf(token)) {
            return false;
        }
        for (Key key : keys) {
            if (mayHaveSigned(key, token.keyId()) && algorithm.verifies(token, key.verifier())) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayHaveSigned(Key key, @Nullable String id) {
        return id == null || key.id() == null || id.equals(key.id());
    }
}
