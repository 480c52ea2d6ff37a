package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir
    Path temporary;

    @Test
    void writesAFolderThatIsReadyToUse() throws Exception {
        Path folder = temporary.resolve("new/conf");

        CommandLineRun run = CommandLineRun.of("init", folder.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("gateway validate " + folder, "gateway run --config " + folder);
        assertThat(names(folder)).containsExactly(".schema", "api.yaml", "default.key", "default.pem", "gateway.conf");
        SslContextBuilder.forServer(
                        folder.resolve("default.pem").toFile(),
                        folder.resolve("default.key").toFile())
                .sslProvider(SslProvider.JDK)
                .build();
    }

    @Test
    void tellsEditorsWhereTheSchemaIs() throws Exception {
        CommandLineRun.of("init", temporary.toString());

        assertThat(Files.readString(temporary.resolve("api.yaml")))
                .startsWith("# yaml-language-server: $schema=.schema/gateway.schema.json\n");
        assertThat(temporary.resolve(".schema/gateway.schema.json"))
                .hasContent(CommandLineRun.of("schema").out());
        assertThat(CommandLineRun.of("validate", temporary.toString()).err()).doesNotContain("schema");
    }

    @Test
    void certifiesThisMachineForAtMost825Days() throws Exception {
        CommandLineRun.of("init", temporary.toString());

        X509Certificate certificate = certificate(temporary.resolve("default.pem"));

        assertThat(certificate.getSubjectAlternativeNames().toString()).isEqualTo("[[2, localhost], [7, 127.0.0.1]]");
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(825));
        assertThat(((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
    }

    @Test
    void letsOnlyTheOwnerReadTheKey() throws IOException {
        CommandLineRun.of("init", temporary.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("default.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void makesANewKeyEachTime() throws IOException {
        CommandLineRun.of("init", temporary.resolve("a").toString());
        CommandLineRun.of("init", temporary.resolve("b").toString());

        assertThat(temporary.resolve("a/default.key")).isNotEmptyFile();
        assertThat(Files.readString(temporary.resolve("a/default.key")))
                .isNotEqualTo(Files.readString(temporary.resolve("b/default.key")));
    }

    @Test
    void touchesNothingIfAnyFileExists() throws IOException {
        Path precious = Files.writeString(temporary.resolve("api.yaml"), "precious");

        CommandLineRun run = CommandLineRun.of("init", temporary.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("these files exist", precious.toString());
        assertThat(names(temporary)).containsExactly("api.yaml");
        assertThat(precious).hasContent("precious");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
