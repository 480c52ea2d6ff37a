package io.sluice.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A private key and the certificate chain that belongs to it, leaf first. */
record TlsMaterial(PrivateKey key, List<X509Certificate> chain) {
    TlsMaterial {
        chain = List.copyOf(chain);
    }

    /** @throws IllegalArgumentException if either cannot be read, or they do not belong together */
    static TlsMaterial parse(String certificates, String key) {
        List<X509Certificate> chain = chain(certificates);
        TlsMaterial material = new TlsMaterial(PemKey.parse(key), chain);
        if (!material.belongsTogether()) {
            throw new IllegalArgumentException("the key must belong to the certificate of "
                    + material.leaf().getSubjectX500Principal() + " but belongs to another");
        }
        return material;
    }

    boolean isRsa() {
        return key.getAlgorithm().equals("RSA");
    }

    X509Certificate leaf() {
        return chain.get(0);
    }

    private static List<X509Certificate> chain(String text) {
        List<X509Certificate> chain = new ArrayList<>();
        for (Pem block : Pem.parse(text)) {
            if (block.label().equals("CERTIFICATE")) {
                chain.add(certificate(block.content()));
            }
        }
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(
                    "the certificate must be PEM text with a block CERTIFICATE but has none");
        }
        return chain;
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the certificate must be an X.509 certificate but is damaged", e);
        }
    }

    /** What one half signs the other must accept. */
    private boolean belongsTogether() {
        PublicKey other = leaf().getPublicKey();
        String algorithm = other.getAlgorithm().startsWith("Ed") ? other.getAlgorithm() : "SHA256with" + family(other);
        byte[] text = "belongs together".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(other);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String family(PublicKey key) {
        return key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm();
    }

    /** Never the key. */
    @Override
    public String toString() {
        return leaf().getSubjectX500Principal().toString();
    }
}
