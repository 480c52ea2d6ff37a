package io.sluice.config;

import io.sluice.core.crypto.NativeCrypto;
import io.sluice.core.runtime.TlsIdentity;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Key material and settings → what a TLS listener proves itself with. */
final class TlsCompiler {
    private final Findings findings;
    private final Instant now;

    TlsCompiler(Findings findings, Instant now) {
        this.findings = findings;
        this.now = now;
    }

    /**
     * Null after a problem at {@code at}.
     *
     * @param previous an identity with the same fingerprint is taken from here
     */
    @Nullable
    TlsIdentity compile(TlsMaterial material, TlsPolicy settings, Location at, Inventory previous) {
        checkTime(material.leaf(), at);
        if (!checkCiphers(settings, at)) {
            return null;
        }
        String fingerprint = fingerprint(material, settings);
        TlsIdentity known = previous.identity(fingerprint);
        if (known != null) {
            return known;
        }
        try {
            return new TlsIdentity(ServerContext.of(material, settings, NativeCrypto::provider), fingerprint);
        } catch (SSLException | IllegalArgumentException e) {
            findings.add(Problem.of(ProblemCode.TLS_MATERIAL, at, "no TLS context can be made: " + e.getMessage()));
            return null;
        }
    }

    private void checkTime(X509Certificate leaf, Location at) {
        String subject = leaf.getSubjectX500Principal().toString();
        if (leaf.getNotAfter().toInstant().isBefore(now)) {
            String message = "the certificate of " + subject + " expired at "
                    + leaf.getNotAfter().toInstant();
            findings.add(Problem.of(ProblemCode.CERTIFICATE_TIME, at, message));
        }
        if (leaf.getNotBefore().toInstant().isAfter(now)) {
            String message = "the certificate of " + subject + " is valid only from "
                    + leaf.getNotBefore().toInstant();
            findings.add(Problem.of(ProblemCode.CERTIFICATE_TIME, at, message));
        }
    }

    private boolean checkCiphers(TlsPolicy settings, Location at) {
        Set<String> available = CipherSuites.available();
        List<String> unknown =
                settings.ciphers().stream().filter(s -> !available.contains(s)).toList();
        for (String suite : unknown) {
            findings.add(Problem.of(ProblemCode.INVALID_VALUE, at, "the cipher suite `" + suite + "` is not available")
                    .suggesting(Spelling.closest(suite, available)));
        }
        return unknown.isEmpty();
    }

    private static String fingerprint(TlsMaterial material, TlsPolicy settings) {
        Fingerprint fingerprint = new Fingerprint().add(material.key().getEncoded());
        for (X509Certificate certificate : material.chain()) {
            fingerprint.add(encoded(certificate));
        }
        settings.protocols().forEach(fingerprint::add);
        CipherSuites.of(settings.ciphers()).forEach(fingerprint::add);
        return fingerprint.hex();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was decoded can be encoded", e);
        }
    }
}
