package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.TlsIdentity;
import io.sluice.core.runtime.Transport;
import io.sluice.core.runtime.UpstreamTls;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.io.File;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NoLeaks
class TlsTest {
    private static final X509Bundle LOCALHOST = certificate("localhost");

    private @Nullable TestEngine engine;
    private @Nullable TestOrigin origin;

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
        if (origin != null) {
            origin.close();
        }
    }

    static X509Bundle certificate(String name) {
        try {
            return new CertificateBuilder()
                    .subject("CN=" + name)
                    .addSanDnsName(name)
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static SSLContext javaContext(X509Bundle identity) {
        try {
            KeyManagerFactory keys = identity.toKeyManagerFactory();
            SSLContext context = SSLContext.getInstance("TLS");
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", LOCALHOST.getCertificate());
            javax.net.ssl.TrustManagerFactory trust = javax.net.ssl.TrustManagerFactory.getInstance(
                    javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private TestEngine start(UpstreamTls tls) {
        engine =
                new TestEngine(TestEngine.settings(TestEngine.timeouts(Duration.ofSeconds(5)), Transport.AUTO, 1, tls));
        return engine;
    }

    private UpstreamTls trusting(X509Bundle authority) throws Exception {
        Path file = folder.resolve("ca.pem");
        File temporary = authority.toTempCertChainPem();
        Files.copy(temporary.toPath(), file);
        Files.delete(temporary.toPath());
        return new UpstreamTls(true, Optional.of(file.toString()));
    }

    private Wire.Message viaTlsOrigin(UpstreamTls tls, X509Bundle identity) {
        origin = new TestOrigin(TestOrigin.HELLO, javaContext(identity));
        return start(tls)
                .serve(new EndpointKey("localhost", origin.port(), true), null)
                .get("/");
    }

    @Test
    void callsAnUpstreamWhoseCertificateItTrusts() throws Exception {
        Wire.Message answer = viaTlsOrigin(trusting(LOCALHOST), LOCALHOST);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("hello");
    }

    @Test
    void refusesAnUpstreamThatNobodyVouchesFor() {
        Wire.Message answer = viaTlsOrigin(new UpstreamTls(true, Optional.empty()), LOCALHOST);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("upstream_tls");
    }

    @Test
    void refusesATrustedCertificateForAnotherName() throws Exception {
        X509Bundle other = certificate("other.test");
        assertThat(viaTlsOrigin(trusting(other), other).status()).isEqualTo(502);
    }

    @Test
    void callsAnyUpstreamWhenVerificationIsSwitchedOff() {
        assertThat(viaTlsOrigin(new UpstreamTls(false, Optional.empty()), certificate("x"))
                        .status())
                .isEqualTo(200);
    }

    private TlsIdentity identity(SslProvider provider) throws Exception {
        SslContext context = SslContextBuilder.forServer(LOCALHOST.toKeyManagerFactory())
                .sslProvider(provider)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
        return new TlsIdentity(context, "fingerprint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void servesTlsClients(String protocol) throws Exception {
        origin = new TestOrigin(TestOrigin.HELLO);
        for (SslProvider provider : SslProvider.values()) {
            if (provider == SslProvider.JDK || provider == SslProvider.OPENSSL && OpenSsl.isAvailable()) {
                TestEngine server = start(new UpstreamTls(true, Optional.empty()));
                server.serve(new EndpointKey("127.0.0.1", origin.port(), false), identity(provider));
                try (Wire wire = connect(server, protocol)) {
                    for (int i = 0; i < 3; i++) {
                        assertThat(wire.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                        .read()
                                        .text())
                                .isEqualTo("hello");
                    }
                }
                assertThat(origin.takeRequest().header("x-forwarded-proto")).isEqualTo("https");
                server.close();
            }
        }
    }

    private static Wire connect(TestEngine server, String protocol) throws Exception {
        SSLSocket socket = (SSLSocket)
                javaContext(LOCALHOST).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return new Wire(socket);
    }

    @Test
    void letsATlsClientReadTheAnswerToAnUploadThatIsRefused() throws Exception {
        origin = new TestOrigin(TestOrigin.HELLO);
        TestEngine server = start(new UpstreamTls(true, Optional.empty()));
        Policy refuses = new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                return exchange.fail(GatewayError.FORBIDDEN);
            }
        };
        server.serve(new EndpointKey("127.0.0.1", origin.port(), false), identity(SslProvider.JDK), refuses);
        for (int i = 0; i < 20; i++) {
            try (Wire wire = connect(server, "TLSv1.3")) {
                wire.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n");
                for (int piece = 0; piece < 20; piece++) {
                    wire.send(new byte[10_000]);
                }
                assertThat(wire.read().status()).isEqualTo(403);
            }
        }
    }

    @Test
    void aStalledUploadGoesOnWithTlsOnBothSides() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        origin = new TestOrigin(BackPressureTest.takesWhen(go, BackPressureTest.BIG), javaContext(LOCALHOST));
        AtomicLong written = new AtomicLong();
        try (Wire client = connect(servedWithTls(), "TLSv1.3")) {
            client.send(BackPressureTest.headOf(BackPressureTest.BIG));
            Thread sender = new Thread(() -> BackPressureTest.sendAll(client, written));
            sender.start();
            BackPressureTest.awaitStandstill(written);
            assertThat(written.get()).isLessThan(BackPressureTest.BIG);
            go.countDown();
            sender.join();
            assertThat(client.read().text()).isEqualTo("ok");
        }
    }

    @Test
    void aStalledAnswerGoesOnWithTlsOnBothSides() throws Exception {
        AtomicLong written = new AtomicLong();
        origin = new TestOrigin(
                (wire, recorder) -> {
                    wire.read();
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + BackPressureTest.BIG + "\r\n\r\n");
                    BackPressureTest.sendAll(wire, written);
                },
                javaContext(LOCALHOST));
        try (Wire client = connect(servedWithTls(), "TLSv1.3")) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
            BackPressureTest.awaitStandstill(written);
            assertThat(written.get()).isLessThan(BackPressureTest.BIG);
            assertThat(client.readExactly(BackPressureTest.BIG)).hasSize(BackPressureTest.BIG);
        }
    }

    /** In front of the TLS origin, and asked by TLS itself. */
    private TestEngine servedWithTls() throws Exception {
        int port = Objects.requireNonNull(origin).port();
        return start(trusting(LOCALHOST)).serve(new EndpointKey("localhost", port, true), identity(SslProvider.JDK));
    }
}
