package io.sluice.config;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;

/** Fresh keys with certificates for localhost. */
final class TlsPairs {
    private TlsPairs() {}

    static X509Bundle bundle(Algorithm algorithm) throws Exception {
        return new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .algorithm(algorithm)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    static TlsMaterial material(X509Bundle bundle) {
        return TlsMaterial.parse(bundle.getCertificatePathPEM(), bundle.getPrivateKeyPEM());
    }
}
