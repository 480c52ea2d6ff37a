package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.render.EffectiveJson;
import io.sluice.config.render.EffectiveYaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    private static final String BACKEND = "{backend: {address: 'http://127.0.0.1:9001'}}";
    private static final String BASIC =
            "[{policyRef: {name: http-basic-authentication-flex}, config: {username: u, password: swordfish}}]";

    @TempDir
    Path folder;

    private String before = "";
    private String after = "";

    @BeforeEach
    void write() throws IOException {
        before = file("before.yaml", DiffFolders.orders(BACKEND, BASIC));
        after = file("after.yaml", DiffFolders.orders(BACKEND, "[]"));
    }

    @Test
    void putsTheRisksInFront() {
        CommandLineRun run = CommandLineRun.of("diff", before, after);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().replace(folder.toString(), "conf")).isEqualTo("""
                risks
                  critical[AUTHENTICATION_LOST]: orders loses http-basic-authentication-flex: 1 route becomes unauthenticated  conf/before.yaml:7:33

                API orders
                  - policy http-basic-authentication-flex: {username: u, password: ***}  conf/before.yaml:7:33

                -1 policy of orders
                """);
    }

    @Test
    void tellsByItsExitCodeWhetherThereIsADifferenceIfAsked() {
        assertThat(CommandLineRun.of("diff", "--exit-code", before, after).exitCode())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("diff", "--exit-code", before, before).exitCode())
                .isZero();
        assertThat(CommandLineRun.of("diff", before, before).out()).isEqualTo("no changes\n");
    }

    @Test
    void writesJson() throws IOException {
        CommandLineRun run = CommandLineRun.of("diff", "--json", before, after);

        JsonNode root = new ObjectMapper().readTree(run.out());
        assertThat(root.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(root.at("/risks/0/code").asText()).isEqualTo("AUTHENTICATION_LOST");
        assertThat(root.at("/risks/0/severity").asText()).isEqualTo("critical");
        assertThat(root.at("/risks/0/place").asText()).isEqualTo(before + ":7:33");
        assertThat(root.at("/changes/0/kind").asText()).isEqualTo("POLICY_REMOVED");
        assertThat(root.at("/changes/0/api").asText()).isEqualTo("orders");
        assertThat(root.at("/changes/0/after").isNull()).isTrue();
        assertThat(root.path("uncompared").asInt()).isZero();
        assertThat(root.path("summary").asText()).isEqualTo("-1 policy of orders");
        assertThat(run.out()).doesNotContain("swordfish");
    }

    @Test
    void writesMarkdown() {
        assertThat(CommandLineRun.of("diff", "--markdown", before, after).out()).isEqualTo("""
                ### Gateway configuration: -1 policy of orders

                | severity | risk | code |
                |---|---|---|
                | **critical** | orders loses http-basic-authentication-flex: 1 route becomes unauthenticated | AUTHENTICATION_LOST |

                **API orders**

                ```diff
                - policy http-basic-authentication-flex: {username: u, password: ***}
                ```

                """);
    }

    @Test
    void writesOneLine() {
        assertThat(CommandLineRun.of("diff", "--summary", before, after).out()).isEqualTo("-1 policy of orders\n");
    }

    @Test
    void printsTheFindingsOfASideThatIsInvalid() throws IOException {
        String broken = file("broken.yaml", "kind: [");

        CommandLineRun run = CommandLineRun.of("diff", "--exit-code", before, broken);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("broken.yaml:1");
        assertThat(CommandLineRun.of("diff", broken, after).exitCode()).isEqualTo(1);
        assertThat(CommandLineRun.of("diff", folder.resolve("nowhere").toString(), after)
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void needsTwoSidesAndOneFormat() {
        assertThat(CommandLineRun.of("diff", before).exitCode()).isEqualTo(64);
        assertThat(CommandLineRun.of("diff").err()).startsWith("error: diff needs two paths, or --running");
        assertThat(CommandLineRun.of("diff", "--running", before, after).exitCode())
                .isEqualTo(64);
        assertThat(CommandLineRun.of("diff", "--json", "--summary", before, after)
                        .exitCode())
                .isEqualTo(64);
    }

    @Test
    void saysThatNoGatewayAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        CommandLineRun run = CommandLineRun.of("diff", "--running", "--admin", "127.0.0.1:" + free, after);

        assertThat(run.exitCode()).isEqualTo(75);
        assertThat(run.err()).startsWith("error: cannot ask 127.0.0.1:" + free);
    }

    @Test
    void comparesWhatAGatewayServesWithFiles() throws IOException {
        EffectiveConfig served = DiffFolders.effective(folder.resolve("served"), DiffFolders.orders(BACKEND, BASIC));
        try (AdminServer gateway = serve(served)) {
            String admin = "127.0.0.1:" + gateway.address().getPort();

            CommandLineRun same = CommandLineRun.of("diff", "--running", "--admin", admin, "--exit-code", before);
            CommandLineRun other = CommandLineRun.of("diff", "--running", "--admin", admin, "--exit-code", after);
            CommandLineRun rendered = CommandLineRun.of("render", "--running", "--admin", admin);

            assertThat(same.out())
                    .isEqualTo("1 hidden value was not compared: a running gateway does not show them\nno changes\n");
            assertThat(same.exitCode()).isZero();
            assertThat(other.out()).contains("AUTHENTICATION_LOST");
            assertThat(other.exitCode()).isEqualTo(2);
            assertThat(rendered.out()).isEqualTo(EffectiveYaml.write(served)).doesNotContain("swordfish");
        }
    }

    @Test
    void servesTheConfigurationUnderItsHash() throws IOException {
        EffectiveConfig served = DiffFolders.effective(folder.resolve("served"), DiffFolders.orders(BACKEND, BASIC));
        try (AdminServer gateway = serve(served)) {
            assertThat(RawHttp.get(gateway.address(), "/api/v1/config"))
                    .containsIgnoringCase("etag: \"c0ffee\"")
                    .endsWith(EffectiveJson.write(served) + '\n');
            assertThat(RawHttp.get(gateway.address(), "/api/v1/config", "accept: text/plain"))
                    .endsWith(EffectiveYaml.write(served));
        }
    }

    private static AdminServer serve(EffectiveConfig config) throws IOException {
        ConfigPage page = new ConfigPage(() -> config, () -> "c0ffee");
        AdminGate gate = new AdminGate(List.of(page.route()), new AdminHosts(List.of()), AdminToken.random());
        return AdminServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), gate);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
