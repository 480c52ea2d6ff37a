package io.sluice.launcher;

import io.sluice.launcher.generations.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Who knows it may change what the gateway serves. Never printed. */
final class AdminToken {
    private static final String SCHEME = "bearer ";
    private static final int RANDOM_BYTES = 32;
    private static final int LARGEST_FILE = 4096;
    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{16,512}");

    private final byte[] secret;

    AdminToken(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** 256 random bits in a form that fits into a header. */
    static AdminToken random() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new AdminToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    static AdminToken read(Path file) throws IOException {
        return new AdminToken(text(file));
    }

    /** What {@code file} holds, without white space around it. */
    static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " must hold a token but has more than " + LARGEST_FILE + " bytes");
        }
        String text = Files.readString(file).strip();
        if (!ALLOWED.matcher(text).matches()) {
            throw new IOException(file + " must hold a token of 16 to 512 ASCII characters without spaces");
        }
        return text;
    }

    /** So that only this user can read it; returns {@code file}. */
    Path writeTo(Path file) throws IOException {
        PrivateFiles.replace(file, out -> out.write(secret));
        return file;
    }

    /** Whether the Authorization fields of a request are one that carries the token; takes as long for a nearly right one as for any other. */
    boolean matches(List<String> authorization) {
        if (authorization.size() != 1) {
            return false;
        }
        String value = authorization.get(0);
        return value.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && MessageDigest.isEqual(
                        secret, value.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
