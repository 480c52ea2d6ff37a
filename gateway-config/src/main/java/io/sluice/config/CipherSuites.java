package io.sluice.config;

import io.netty.handler.ssl.OpenSsl;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/** The cipher suites of TLS 1.2 that can be chosen, by their IANA names, and those of TLS 1.3 that are always on. */
final class CipherSuites {
    private static final List<String> TLS_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    private static final List<String> TLS_1_2 = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private CipherSuites() {}

    /** What the TLS library of this machine can do. */
    static Set<String> available() {
        if (OpenSsl.isAvailable()) {
            return new TreeSet<>(OpenSsl.availableJavaCipherSuites());
        }
        try {
            return new TreeSet<>(Arrays.asList(
                    SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has a default TLS context", e);
        }
    }

    /** Suites for a context: {@code chosen} instead of the defaults if there are any. */
    static List<String> of(List<String> chosen) {
        List<String> suites = new ArrayList<>(TLS_1_3);
        (chosen.isEmpty() ? TLS_1_2 : chosen)
                .stream().filter(s -> !suites.contains(s)).forEach(suites::add);
        return suites;
    }

    /** Whether one of them has the client encrypt the secret with the key of the certificate, RFC 5246, section 7.4.7.1. */
    static boolean transportsKeys(List<String> suites) {
        return suites.stream().anyMatch(suite -> suite.startsWith("TLS_RSA_"));
    }
}
