package io.sluice.config;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes the TLS context of a listener: BoringSSL where it loads, else the one of the Java runtime. */
final class ServerContext {
    /** What is offered to clients by ALPN, RFC 7301. */
    private static final List<String> OFFERED = List.of(ApplicationProtocolNames.HTTP_1_1);

    private ServerContext() {}

    /** @param signer asked for an RSA key only; makes its signatures if it is there and can */
    static SslContext of(TlsMaterial material, TlsPolicy settings, Supplier<@Nullable Provider> signer)
            throws SSLException {
        List<String> suites = CipherSuites.of(settings.ciphers());
        return identity(material, suites, signer)
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
                .protocols(settings.protocols())
                .ciphers(suites, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        OFFERED))
                .build();
    }

    private static SslContextBuilder identity(
            TlsMaterial material, List<String> suites, Supplier<@Nullable Provider> signer) throws SSLException {
        RsaHandshakes handshakes = handshakes(material, suites, signer);
        if (handshakes == null) {
            return SslContextBuilder.forServer(material.key(), material.chain());
        }
        try {
            X509Certificate[] chain = material.chain().toArray(new X509Certificate[0]);
            return SslContextBuilder.forServer(OpenSslX509KeyManagerFactory.newKeyless(chain))
                    .option(OpenSslContextOption.PRIVATE_KEY_METHOD, handshakes);
        } catch (GeneralSecurityException | IOException e) {
            throw new SSLException("the certificate chain cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable RsaHandshakes handshakes(
            TlsMaterial material, List<String> suites, Supplier<@Nullable Provider> signer) {
        boolean mine = OpenSsl.isAvailable() && material.isRsa() && !CipherSuites.transportsKeys(suites);
        Provider provider = mine ? signer.get() : null;
        return provider == null ? null : RsaHandshakes.of(material, provider);
    }
}
