package io.sluice.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A fresh self-signed certificate for {@code localhost} with its key, to try TLS with: EC P-256, valid for 825 days.
 *
 * @param certificate PEM
 * @param key PEM, PKCS#8 (RFC 5958), not encrypted
 */
record KeyPairFiles(String certificate, String key) {
    private static final String ALIAS = "gateway";
    private static final String PASSWORD_VARIABLE = "GATEWAY_STORE_PASSWORD";
    private static final int PASSWORD_BYTES = 24;
    private static final long PATIENCE_SECONDS = 60;

    /** Made by the JDK's own keytool, since the JDK has no public API that issues certificates. */
    static KeyPairFiles generate() throws IOException, GeneralSecurityException, InterruptedException {
        Path folder = Files.createTempDirectory("gateway-init");
        Path store = folder.resolve("pair.p12");
        try {
            String password = randomPassword();
            keytool(store, password);
            return export(store, password.toCharArray());
        } finally {
            Files.deleteIfExists(store);
            Files.delete(folder);
        }
    }

    private static void keytool(Path store, String password) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Path output = store.resolveSibling("output");
        ProcessBuilder builder = new ProcessBuilder(command(tool, store))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put(PASSWORD_VARIABLE, password);
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(tool + " took longer than " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        tool + " failed: " + Files.readString(output).strip());
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static List<String> command(Path tool, Path store) {
        return List.of(
                tool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-ext",
                "EKU=serverAuth",
                "-validity",
                "825",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE);
    }

    private static KeyPairFiles export(Path store, char[] password) throws IOException, GeneralSecurityException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, password);
        }
        return new KeyPairFiles(
                pem("CERTIFICATE", loaded.getCertificate(ALIAS).getEncoded()),
                pem("PRIVATE KEY", loaded.getKey(ALIAS, password).getEncoded()));
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static String randomPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    byte[] keyBytes() {
        return key.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] certificateBytes() {
        return certificate.getBytes(StandardCharsets.US_ASCII);
    }
}
