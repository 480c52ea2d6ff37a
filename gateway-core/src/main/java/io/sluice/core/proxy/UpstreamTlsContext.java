package io.sluice.core.proxy;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.sluice.core.runtime.UpstreamTls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Makes the TLS context with which {@code https://} upstreams are called: chain and name verified unless that is switched off. */
final class UpstreamTlsContext {
    private UpstreamTlsContext() {}

    /** @throws IllegalStateException saying which file is at fault */
    static SslContext build(UpstreamTls settings) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2");
            if (!settings.verify()) {
                return builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm("")
                        .build();
            }
            if (settings.trustedCa().isPresent()) {
                builder.trustManager(
                        withAuthorities(Path.of(settings.trustedCa().get())));
            }
            return builder.endpointIdentificationAlgorithm("HTTPS").build();
        } catch (IOException | GeneralSecurityException e) {
            String file = settings.trustedCa()
                    .map(name -> " (upstreamTls.trustedCa: " + name + ")")
                    .orElse("");
            throw new IllegalStateException("TLS towards upstreams cannot be set up" + file + ": " + e.getMessage(), e);
        }
    }

    /** The authorities of the Java runtime and those in {@code pem}. */
    private static TrustManagerFactory withAuthorities(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("file-" + count++, each);
            }
        }
        if (count == 0) {
            throw new IOException("no certificate in " + pem);
        }
        for (X509Certificate each : systemAuthorities()) {
            store.setCertificateEntry("system-" + count++, each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static X509Certificate[] systemAuthorities() throws GeneralSecurityException {
        TrustManagerFactory system = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        system.init((KeyStore) null);
        for (TrustManager manager : system.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return trust.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }
}
