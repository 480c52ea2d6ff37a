package io.sluice.policies;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JWK set (RFC 7517, section 5). Keys that cannot verify the configured algorithm are passed over, as are malformed ones. */
final class JwkDocument {
    private JwkDocument() {}

    /** @throws IOException if these bytes are not a JWK set */
    static KeySet read(byte[] json, JwtAlgorithm algorithm) throws IOException {
        if (!(StrictJson.object(json).get("keys") instanceof List<?> members)) {
            throw new IOException("expected a JWK set with a list of keys");
        }
        List<KeySet.Key> keys = new ArrayList<>();
        for (Object member : members) {
            if (member instanceof Map<?, ?> key) {
                add(keys, key, algorithm);
            }
        }
        return KeySet.of(algorithm, keys);
    }

    /** Whatever a library makes of members of the wrong type, the other keys of the set stay usable. */
    private static void add(List<KeySet.Key> keys, Map<?, ?> member, JwtAlgorithm algorithm) {
        try {
            @SuppressWarnings("unchecked")
            JWK jwk = JWK.parse((Map<String, Object>) member);
            if (isMeantFor(jwk, algorithm)) {
                keys.add(new KeySet.Key(jwk.getKeyID(), verifier(jwk, algorithm)));
            }
        } catch (ParseException | JOSEException | RuntimeException unusable) {
            return;
        }
    }

    private static boolean isMeantFor(JWK jwk, JwtAlgorithm algorithm) {
        boolean use = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean operation =
                jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY);
        boolean name =
                jwk.getAlgorithm() == null || jwk.getAlgorithm().getName().equals(algorithm.name());
        return use && operation && name && jwk.getKeyType().equals(algorithm.keyType());
    }

    private static JWSVerifier verifier(JWK jwk, JwtAlgorithm algorithm) throws JOSEException {
        if (jwk instanceof OctetSequenceKey secret) {
            return algorithm.secret(secret.toByteArray());
        }
        return algorithm.publicKey(jwk instanceof RSAKey rsa ? rsa.toRSAPublicKey() : ((ECKey) jwk).toECPublicKey());
    }
}
