package io.sluice.config;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of a PEM file, RFC 7468.
 *
 * @param label what stands behind {@code BEGIN}
 */
record Pem(String label, byte[] content) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** @throws IllegalArgumentException if a block is not base64 */
    static List<Pem> parse(String text) {
        List<Pem> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Pem(matcher.group(1), decode(matcher.group(1), matcher.group(2))));
        }
        return blocks;
    }

    /** Whether {@code text} holds a private key of any kind. */
    static boolean hasKey(String text) {
        return text.contains("PRIVATE KEY-----");
    }

    private static byte[] decode(String label, String body) {
        if (body.contains(":")) {
            return new byte[0]; // headers, RFC 1421: the content is encrypted
        }
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the PEM block " + label + " is not base64", e);
        }
    }

    /** Never the content. */
    @Override
    public String toString() {
        return label;
    }
}
