package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.sluice.core.crypto.NativeCrypto;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.TlsIdentity;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.Wire;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Handshakes of clients that are not ours with the engine. */
@NoLeaks
class ServerContextTest {
    private static final Policy ANSWERS = new Policy() {
        @Override
        public Verdict onRequest(Exchange exchange) {
            return exchange.fail(GatewayError.FORBIDDEN);
        }
    };

    private static final Path OPENSSL = Path.of("/usr/bin/openssl");

    private @Nullable TestEngine engine;

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
    }

    static Stream<Arguments> handshakes() {
        List<Arguments> all = new ArrayList<>();
        for (Provider provider : NativeProviders.all().toList()) {
            for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
                all.add(Arguments.of(Algorithm.rsa2048, protocol, provider));
                all.add(Arguments.of(Algorithm.rsa3072, protocol, provider));
                all.add(Arguments.of(Algorithm.ecp256, protocol, provider));
            }
        }
        all.add(Arguments.of(Algorithm.rsa2048, "TLSv1.2", null));
        all.add(Arguments.of(Algorithm.rsa2048, "TLSv1.3", null));
        all.add(Arguments.of(Algorithm.rsa4096, "TLSv1.3", NativeProviders.ofTheRuntime()));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void convincesTheJavaRuntime(Algorithm algorithm, String protocol, @Nullable Provider signer) throws Exception {
        X509Bundle bundle = TlsPairs.bundle(algorithm);
        TestEngine server = serve(bundle, policy(List.of()), signer);
        for (int i = 0; i < 3; i++) {
            try (Wire wire = connect(server, bundle, protocol)) {
                assertThat(wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read().status())
                        .isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa2048, tls1_3, RSA-PSS+SHA256",
        "rsa2048, tls1_3, RSA-PSS+SHA384",
        "rsa2048, tls1_3, RSA-PSS+SHA512",
        "rsa2048, tls1_2, RSA-PSS+SHA256",
        "rsa2048, tls1_2, RSA+SHA256",
        "rsa2048, tls1_2, RSA+SHA384",
        "rsa4096, tls1_2, RSA+SHA512",
        "ecp256, tls1_3, ECDSA+SHA256",
        "ecp256, tls1_2, ECDSA+SHA256"
    })
    void convincesOpenSsl(Algorithm algorithm, String protocol, String scheme) throws Exception {
        assumeTrue(Files.isExecutable(OPENSSL));
        X509Bundle bundle = TlsPairs.bundle(algorithm);
        for (Provider signer : NativeProviders.all().toList()) {
            String said = openssl(serve(bundle, policy(List.of()), signer), bundle, "-" + protocol, "-sigalgs", scheme);
            close();

            assertThat(said).as(signer.getName()).contains("Verify return code: 0 (ok)");
            assertThat(said).contains("Peer signature type: " + scheme.substring(0, scheme.indexOf('+')));
            assertThat(said).contains("Peer signing digest: " + scheme.substring(scheme.indexOf('+') + 1));
        }
    }

    /** Newer Java runtimes do not speak it themselves. */
    @Test
    void leavesKeyTransportToBoringSsl() throws Exception {
        assumeTrue(Files.isExecutable(OPENSSL));
        X509Bundle bundle = TlsPairs.bundle(Algorithm.rsa2048);
        TestEngine server = serve(bundle, policy(List.of("TLS_RSA_WITH_AES_128_GCM_SHA256")), NativeCrypto.provider());
        String said = openssl(server, bundle, "-tls1_2", "-cipher", "AES128-GCM-SHA256:@SECLEVEL=0");
        assertThat(said).contains("Verify return code: 0 (ok)").contains("Cipher is AES128-GCM-SHA256");
    }

    @Test
    void doesNotConvinceAClientThatTrustsAnotherKey() throws Exception {
        TestEngine server =
                serve(TlsPairs.bundle(Algorithm.rsa2048), policy(List.of()), NativeProviders.ofTheRuntime());
        X509Bundle trusted = TlsPairs.bundle(Algorithm.rsa2048);
        try (SSLSocket socket = socket(server, trusted, "TLSv1.3")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    private TestEngine serve(X509Bundle bundle, TlsPolicy settings, @Nullable Provider signer) throws Exception {
        TlsIdentity identity =
                new TlsIdentity(ServerContext.of(TlsPairs.material(bundle), settings, () -> signer), "fingerprint");
        TestEngine server = new TestEngine();
        engine = server;
        return server.serve(new EndpointKey("127.0.0.1", 1, false), identity, ANSWERS);
    }

    private static TlsPolicy policy(List<String> suites) {
        TlsPolicy usual = TlsPolicy.defaults();
        return new TlsPolicy(
                usual.certificate(), false, Optional.empty(), List.of(), usual.minversion(), "1.3", suites);
    }

    private static Wire connect(TestEngine server, X509Bundle trusted, String protocol) throws Exception {
        SSLSocket socket = socket(server, trusted, protocol);
        socket.startHandshake();
        return new Wire(socket);
    }

    private static SSLSocket socket(TestEngine server, X509Bundle trusted, String protocol) throws Exception {
        TrustManagerFactory trust = trusted.toTrustManagerFactory();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    /** What {@code openssl s_client} says about one handshake. */
    private String openssl(TestEngine server, X509Bundle trusted, String... options) throws Exception {
        Path authority = Files.writeString(folder.resolve("ca.pem"), trusted.getCertificatePathPEM());
        List<String> command = new ArrayList<>(List.of(
                OPENSSL.toString(),
                "s_client",
                "-connect",
                "127.0.0.1:" + server.port(),
                "-servername",
                "localhost",
                "-CAfile",
                authority.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as(said).isTrue();
        return said;
    }
}
