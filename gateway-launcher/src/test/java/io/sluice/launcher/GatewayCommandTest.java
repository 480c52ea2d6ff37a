package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayCommandTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "validate",
                "codes",
                "explain",
                "test",
                "fmt",
                "diff",
                "render",
                "init",
                "policies",
                "schema",
                "version",
                "completion",
                "probe",
                "status",
                "history",
                "reload",
                "rollback",
                "backend",
                "rehearse"
            })
    void explainsEachCommand(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: gateway " + command);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void listsTheCommandsButNotTheHiddenOne() {
        CommandLineRun run = CommandLineRun.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "run",
                        "validate",
                        "explain",
                        "test",
                        "fmt",
                        "diff",
                        "render",
                        "init",
                        "policies",
                        "schema",
                        "version",
                        "completion",
                        "probe")
                .doesNotContain("backend", "rehearse");
    }

    @Test
    void saysWhatItIs() {
        assertThat(CommandLineRun.of("version").out()).startsWith("sluice ").contains("Java " + Runtime.version());
        assertThat(CommandLineRun.of("--version").out())
                .isEqualTo(CommandLineRun.of("version").out());
    }

    @Test
    void completesCommandsInBash() throws Exception {
        String script = CommandLineRun.of("completion").out();
        String question = script + "\nCOMP_WORDS=(gateway po); COMP_CWORD=1; _complete_gateway; echo ${COMPREPLY[@]}\n"
                + "COMP_WORDS=(gateway fmt --c); COMP_CWORD=2; _complete_gateway; echo ${COMPREPLY[@]}";

        Process bash = new ProcessBuilder("bash", "-c", question)
                .redirectErrorStream(true)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("policies\n--check\n");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        CommandLineRun run = CommandLineRun.of("version", "--loud");

        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: Unknown option: '--loud'").contains("gateway version --help");
        assertThat(CommandLineRun.of("fly").exitCode()).isEqualTo(64);
    }

    @Test
    void takesAnOptionInFrontForARun() {
        assertThat(CommandLineRun.of("--confg", "x").err()).contains("gateway run --help");
    }

    @Test
    void probesAGateway() throws IOException {
        Readiness readiness = new Readiness();
        MetricsRegistry metrics = new MetricsRegistry();
        HealthPages pages = new HealthPages(patience -> true, readiness, metrics.page());
        AdminGate gate = new AdminGate(pages.routes(), new AdminHosts(List.of()), AdminToken.random());
        try (AdminServer server = AdminServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), gate)) {
            String address = "127.0.0.1:" + server.address().getPort();

            assertThat(CommandLineRun.of("probe", "--admin", address).exitCode())
                    .isEqualTo(1);
            readiness.serving(new Serving(1, "hash", Instant.EPOCH, false, List.of()));
            assertThat(CommandLineRun.of("probe", "--admin", address).exitCode())
                    .isZero();
        }
        metrics.close();
    }

    @Test
    void reportsAGatewayThatIsNotThere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        CommandLineRun run = CommandLineRun.of("probe", "--admin", "127.0.0.1:" + free);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: cannot ask 127.0.0.1:" + free);
        assertThat(CommandLineRun.of("status", "--admin", "127.0.0.1:" + free).exitCode())
                .isEqualTo(75);
    }
}
