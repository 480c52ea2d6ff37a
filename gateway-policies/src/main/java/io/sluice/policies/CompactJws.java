package io.sluice.policies;

import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token in its three parts (RFC 7515, section 7.1), read but not believed.
 *
 * <p>Of the header only the algorithm and the name of the key are of interest: keys and addresses of keys that a token brings along are never looked
 * at, and a token with critical extensions is refused because none is understood.
 *
 * @param algorithm the {@code alg} of the header, empty if it has none
 * @param keyId the {@code kid} of the header
 * @param signed the bytes that the signature covers
 */
record CompactJws(
        String algorithm,
        @Nullable String keyId,
        Map<String, @Nullable Object> claims,
        byte[] signed,
        Base64URL signature) {
    private static final int LONGEST = 16 * 1024;
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Null if {@code text} is not a token of this form. */
    static @Nullable CompactJws parse(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (text.length() > LONGEST || first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return null;
        }
        try {
            Map<String, @Nullable Object> header = StrictJson.object(decode(text.substring(0, first)));
            Map<String, @Nullable Object> claims = StrictJson.object(decode(text.substring(first + 1, second)));
            decode(text.substring(second + 1));
            return isUnderstood(header)
                    ? new CompactJws(
                            header.get("alg") instanceof String algorithm ? algorithm : "",
                            (String) header.get("kid"),
                            claims,
                            text.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                            new Base64URL(text.substring(second + 1)))
                    : null;
        } catch (IOException | IllegalArgumentException malformed) {
            return null;
        }
    }

    private static boolean isUnderstood(Map<String, @Nullable Object> header) {
        boolean plainPayload = !header.containsKey("b64") || Boolean.TRUE.equals(header.get("b64"));
        boolean keyNamed = !header.containsKey("kid") || header.get("kid") instanceof String;
        return plainPayload && keyNamed && !header.containsKey("crit");
    }

    /** Accepts only the one way to write these bytes: no padding, no stray bits. */
    private static byte[] decode(String part) {
        byte[] bytes = DECODER.decode(part);
        if (!ENCODER.encodeToString(bytes).equals(part)) {
            throw new IllegalArgumentException("expected canonical base64url");
        }
        return bytes;
    }
}
