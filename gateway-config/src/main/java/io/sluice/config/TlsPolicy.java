package io.sluice.config;

import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Matches;
import io.sluice.core.schema.Secret;
import java.util.List;
import java.util.Optional;

/** Settings of the {@code tls} policy, which belongs to a port: everything that listens there speaks TLS with this certificate. */
record TlsPolicy(
        Certificate certificate,

        @Doc("Whether clients must show a certificate; true is not supported in this release.") @Default("false")
        boolean requireClientCertificate,

        @Doc("Authorities that client certificates must come from; without effect in this release.")
        Optional<String> trustedCA,

        @Doc("Protocols to offer; this release offers http/1.1 whatever stands here.")
        List<String> alpn,

        @Doc("Lowest TLS version, 1.2 or 1.3.") @Default("1.2") @Matches("1\\.[23]")
        String minversion,

        @Doc("Highest TLS version, 1.2 or 1.3.") @Default("1.3") @Matches("1\\.[23]")
        String maxversion,

        @Doc("Cipher suites for TLS 1.2 by their IANA names; those of TLS 1.3 are fixed.")
        List<String> ciphers) {
    TlsPolicy {
        if (minversion.compareTo(maxversion) > 0) {
            throw new IllegalArgumentException(
                    "minversion must not be above maxversion " + maxversion + " but is " + minversion);
        }
    }

    /** As text or as files; nothing at all for the default of the folder. */
    record Certificate(
            @Doc("Certificate chain as PEM text, leaf first.")
            Optional<String> crt,

            @Doc("Private key as PEM text.") @Secret Optional<String> key,

            @Doc("File with the certificate chain, relative to the configuration folder.")
            Optional<String> crtFile,

            @Doc("File with the private key, relative to the configuration folder.")
            Optional<String> keyFile) {
        Certificate {
            if ((crt.isPresent() || crtFile.isPresent()) != (key.isPresent() || keyFile.isPresent())) {
                throw new IllegalArgumentException("certificate must have both a certificate and a key");
            }
            if ((crt.isPresent() && crtFile.isPresent()) || (key.isPresent() && keyFile.isPresent())) {
                throw new IllegalArgumentException("certificate must be text or files but is both");
            }
        }

        boolean isEmpty() {
            return crt.isEmpty() && crtFile.isEmpty();
        }
    }

    /** What clients are met with where no policy says otherwise. */
    static TlsPolicy defaults() {
        Certificate none = new Certificate(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new TlsPolicy(none, false, Optional.empty(), List.of(), "1.2", "1.3", List.of());
    }

    /** The protocol names of the Java platform. */
    List<String> protocols() {
        if (minversion.equals(maxversion)) {
            return List.of("TLSv" + minversion);
        }
        return List.of("TLSv1.2", "TLSv1.3");
    }
}
