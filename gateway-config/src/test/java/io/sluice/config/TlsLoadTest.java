package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.sluice.config.testing.ConfigFolder;
import io.sluice.core.runtime.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TlsLoadTest {
    @TempDir
    Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void emptyFolder() {
        folder = ConfigFolder.in(directory, TestPolicies.ALL);
    }

    @ParameterizedTest
    @EnumSource(names = {"ecp256", "ecp384", "rsa2048", "ed25519"})
    void takesTheOnlyPairOfTheFolder(Algorithm algorithm) throws Exception {
        pair("tls", bundle(algorithm, 1));
        folder.file("a.yaml", ConfigLoaderTest.api("a", "https://0.0.0.0:8443"));

        TlsIdentity identity = identity();

        assertThat(identity.context().isServer()).isTrue();
        assertThat(identity.context().applicationProtocolNegotiator().protocols())
                .containsExactly("http/1.1");
        assertThat(folder.problems().isEmpty()).isTrue();
    }

    @Test
    void takesAKeyOutOfTheCertificateFile() throws Exception {
        X509Bundle bundle = bundle(Algorithm.ecp256, 1);
        folder.file("tls.pem", bundle.getCertificatePathPEM() + bundle.getPrivateKeyPEM())
                .file("a.yaml", ConfigLoaderTest.api("a", "https://0.0.0.0:8443"));

        assertThat(identity().fingerprint()).hasSize(64);
    }

    @Test
    void prefersThePairThatIsCalledDefault() throws Exception {
        folder.file("a.yaml", ConfigLoaderTest.api("a", "https://0.0.0.0:8443"));
        pair("default", bundle(Algorithm.ecp256, 1));
        String alone = identity().fingerprint();

        pair("another", bundle(Algorithm.ecp256, 1));

        assertThat(identity().fingerprint()).isEqualTo(alone);
    }

    @Test
    void refusesToChooseBetweenPairs() throws Exception {
        pair("one", bundle(Algorithm.ecp256, 1));
        pair("two", bundle(Algorithm.ecp256, 1));
        folder.file("a.yaml", ConfigLoaderTest.api("a", "https://0.0.0.0:8443"));

        assertThat(only().code()).isEqualTo(ProblemCode.TLS_MISSING);
        assertThat(only().message()).contains("there are 2 and none is called default");
    }

    @Test
    void refusesAnHttpsAddressWithoutACertificate() {
        folder.file("a.yaml", ConfigLoaderTest.api("a", "https://0.0.0.0:8443"));

        assertThat(only().code()).isEqualTo(ProblemCode.TLS_MISSING);
        assertThat(only().path()).isEqualTo("spec.address");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws Exception {
        pair("tls", bundle(Algorithm.ecp256, 1));
        folder.file("tls.key", bundle(Algorithm.ecp256, 1).getPrivateKeyPEM());
        secure("tls.key");
        folder.file("a.yaml", ConfigLoaderTest.api("a", "https://0.0.0.0:8443"));

        assertThat(only().code()).isEqualTo(ProblemCode.TLS_MATERIAL);
        assertThat(only().message()).contains("must belong to the certificate of CN=localhost");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "EC PRIVATE KEY;        openssl pkcs8 -topk8",
                "ENCRYPTED PRIVATE KEY; openssl pkcs8 -topk8",
                "PRIVATE KEY;           must be a valid RSA, EC or Ed25519 key",
                "PUBLIC KEY;            must be PEM text with a block PRIVATE KEY",
            })
    void saysWhatToDoWithAKeyItCannotRead(String label, String advice) throws Exception {
        pair("tls", bundle(Algorithm.ecp256, 1));
        folder.file("tls.key", "-----BEGIN " + label + "-----\nAAAA\n-----END " + label + "-----\n");
        secure("tls.key");
        folder.file("a.yaml", ConfigLoaderTest.api("a", "https://0.0.0.0:8443"));

        assertThat(only().message()).contains(advice);
    }

    @Test
    void readsRsaKeysInTheOlderForm() throws Exception {
        X509Bundle bundle = bundle(Algorithm.rsa2048, 1);
        pair("tls", bundle);
        byte[] pkcs8 = bundle.getKeyPair().getPrivate().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        String pem = Base64.getMimeEncoder().encodeToString(pkcs1);
        folder.file("tls.key", "-----BEGIN RSA PRIVATE KEY-----\n" + pem + "\n-----END RSA PRIVATE KEY-----\n");
        secure("tls.key");
        folder.file("a.yaml", ConfigLoaderTest.api("a", "https://0.0.0.0:8443"));

        assertThat(identity().fingerprint()).hasSize(64);
    }

    @Test
    void warnsAboutACertificateThatHasExpired() throws Exception {
        pair("tls", bundle(Algorithm.ecp256, -1));
        folder.file("a.yaml", ConfigLoaderTest.api("a", "https://0.0.0.0:8443"));

        assertThat(only().code()).isEqualTo(ProblemCode.CERTIFICATE_TIME);
        assertThat(identity().fingerprint()).hasSize(64);
    }

    @Test
    void warnsAboutAKeyThatEverybodyCanRead() throws Exception {
        pair("tls", bundle(Algorithm.ecp256, 1));
        Files.setPosixFilePermissions(directory.resolve("tls.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(only().code()).isEqualTo(ProblemCode.KEY_READABLE);
    }

    @Test
    void takesCertificateAndSettingsFromAPolicyWhateverItsForm() throws Exception {
        X509Bundle bundle = bundle(Algorithm.ecp256, 1);
        pair("keys/a", bundle);
        String text =
                indented("crt: |", bundle.getCertificatePathPEM()) + indented("key: |", bundle.getPrivateKeyPEM());
        folder.file("a.yaml", tls("a", 8443, "\n" + text))
                .file("b.yaml", tls("b", 8444, "{crtFile: keys/a.pem, keyFile: keys/a.key}"));

        assertThat(folder.snapshot().listeners())
                .extracting(listener -> Objects.requireNonNull(listener.tls()).fingerprint())
                .hasSize(2)
                .containsOnly(identity().fingerprint());
    }

    @Test
    void keepsAnIdentityOverReloadsUntilItChanges() throws Exception {
        pair("tls", bundle(Algorithm.ecp256, 1));
        folder.file("a.yaml", ConfigLoaderTest.api("a", "https://0.0.0.0:8443"));
        TlsIdentity first = identity();
        TlsIdentity second = identity();

        pair("tls", bundle(Algorithm.ecp256, 1));

        assertThat(second).isSameAs(first);
        assertThat(identity()).isNotSameAs(first);
    }

    @Test
    void refusesTwoTlsContextsOnOnePort() throws Exception {
        pair("one", bundle(Algorithm.ecp256, 1));
        folder.file("a.yaml", tls("a", 8443, "{crtFile: one.pem, keyFile: one.key}", "/a", ""))
                .file("b.yaml", tls("b", 8443, "{crtFile: one.pem, keyFile: one.key}", "/b", ", minversion: 1.3"));

        assertThat(only().code()).isEqualTo(ProblemCode.TLS_CLASH);
        assertThat(only().file()).endsWith("b.yaml");
        assertThat(Objects.requireNonNull(only().second()).file()).endsWith("a.yaml");
    }

    @Test
    void sharesOneTlsContextOnAPort() throws Exception {
        pair("one", bundle(Algorithm.ecp256, 1));
        folder.file("a.yaml", tls("a", 8443, "{crtFile: one.pem, keyFile: one.key}", "/a", ""))
                .file("b.yaml", tls("b", 8443, "{crtFile: one.pem, keyFile: one.key}", "/b", ""))
                .file("c.yaml", ConfigLoaderTest.api("c", "https://0.0.0.0:8443/c"));

        assertThat(folder.snapshot().listeners()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "requireClientCertificate: true;         GW3010; false but is true",
                "minversion: 1.1;                        GW1204; minversion must match",
                "minversion: 1.3, maxversion: 1.2;       GW1205; minversion must not be above",
                "ciphers: [TLS_RSA_NONE];                GW1205; TLS_RSA_NONE",
                "certificate: {crtFile: one.pem};        GW1205; both a certificate and a key",
                "certificate: {crt: x, key: \"${K:-y}\"}; GW3007; block CERTIFICATE",
                "certificate: {crtFile: no, keyFile: no}; GW3007; cannot be read",
                "alpn: [h2];                             GW5003; http/1.1 is offered",
            })
    void reportsTlsSettingsThatCannotBe(String settings, String code, String message) throws Exception {
        pair("one", bundle(Algorithm.ecp256, 1));
        folder.file(
                "a.yaml",
                ConfigLoaderTest.api("a", "https://0.0.0.0:8443") + "  policies: [{policyRef: {name: tls}, config: {"
                        + settings + "}}]\n");

        assertThat(only().code().id()).isEqualTo(code);
        assertThat(only().message()).contains(message);
    }

    @Test
    void refusesATlsPolicyOnAnHttpAddress() throws Exception {
        pair("one", bundle(Algorithm.ecp256, 1));
        folder.file(
                "a.yaml",
                ConfigLoaderTest.api("a", "http://0.0.0.0:8443") + "  policies: [{policyRef: {name: tls}}]\n");

        assertThat(only().code()).isEqualTo(ProblemCode.PROTOCOL_CLASH);
    }

    private static String tls(String name, int port, String certificate) {
        return tls(name, port, certificate, "", "");
    }

    private static String tls(String name, int port, String certificate, String basePath, String more) {
        String config = more.isEmpty() && certificate.startsWith("\n")
                ? "\n        certificate:" + certificate
                : " {certificate: " + certificate + more + "}\n";
        return ConfigLoaderTest.api(name, "https://0.0.0.0:" + port + basePath)
                + "  policies:\n    - policyRef: {name: tls}\n      config:" + config;
    }

    private static String indented(String key, String pem) {
        return "          " + key + "\n" + pem.strip().indent(12);
    }

    private static X509Bundle bundle(Algorithm algorithm, int daysLeft) throws Exception {
        return new CertificateBuilder()
                .subject("CN=localhost")
                .algorithm(algorithm)
                .notBefore(Instant.now().minus(Duration.ofDays(30)))
                .notAfter(Instant.now().plus(Duration.ofDays(daysLeft)))
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private void pair(String name, X509Bundle bundle) throws IOException {
        folder.file(name + ".pem", bundle.getCertificatePathPEM()).file(name + ".key", bundle.getPrivateKeyPEM());
        secure(name + ".key");
    }

    private void secure(String name) throws IOException {
        Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString("rw-------"));
    }

    private TlsIdentity identity() {
        return Objects.requireNonNull(folder.snapshot().listeners().get(0).tls());
    }

    private Problem only() {
        Problems problems = folder.problems();
        assertThat(problems.all()).as(problems.pretty()).hasSize(1);
        return problems.all().get(0);
    }
}
