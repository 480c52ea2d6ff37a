package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ValidateCommandTest {
    private static final String GOOD = """
            apiVersion: gateway.sluice.io/v1
            kind: ApiInstance
            metadata: {name: shop}
            spec:
              address: http://127.0.0.1:8081
              services:
                cart: {address: "http://127.0.0.1:9000"}
            """;
    private static final String WARNING = GOOD.replace("9000", "9000/v1");
    private static final String NOTE = "apiVersion: v1\nkind: ConfigMap\n";
    private static final String BAD = GOOD.replace("address: http:", "adress: http:");

    @TempDir
    Path folder;

    @Test
    void acceptsAFolderThatWouldBeServed() throws IOException {
        CommandLineRun run = CommandLineRun.of("validate", write("a.yaml", GOOD));

        assertThat(run).isEqualTo(new CommandLineRun(0, "", "0 errors, 0 warnings in 1 file\n"));
    }

    @Test
    void reportsForPeopleOnStandardError() throws IOException {
        CommandLineRun run = CommandLineRun.of("validate", write("a.yaml", BAD));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("error[GW1203]: unknown key `adress`", "\"gateway codes GW1203\"")
                .doesNotContain("\u001b");
    }

    @Test
    void reportsForProgramsOnStandardOutput() throws IOException {
        CommandLineRun run = CommandLineRun.of("validate", "--format", "json", write("a.yaml", BAD));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(json(run.out()).at("/findings/0/code").asText()).isEqualTo("GW1203");
        assertThat(json(run.out()).at("/findings/0/resource/name").asText()).isEqualTo("shop");
    }

    @Test
    void doesNotShowTheSecretThatAPolicyRefuses() throws IOException {
        String policies = """
                  policies:
                    - policyRef: {name: jwt-validation-flex}
                      config: {signingMethod: hmac, signingKeyLength: 256, jwtKeyOrigin: text, textKey: quite-short}
                """;

        CommandLineRun run = CommandLineRun.of("validate", write("a.yaml", GOOD + policies));

        assertThat(run.err())
                .contains("textKey must be a secret of at least 32 bytes")
                .doesNotContain("quite-short");
    }

    @Test
    void checksSeveralPathsInOneReport() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("b.yaml"), "[");
        String file = write("a.yaml", BAD) + "/a.yaml";

        CommandLineRun run = CommandLineRun.of("validate", "--format=compact", file, other.toString());

        assertThat(run.out().lines()).hasSize(3).anyMatch(line -> line.contains("b.yaml:1:"));
        assertThat(json(CommandLineRun.of("validate", "--format=json", file, "--config", other.toString())
                                .out())
                        .get("findings"))
                .hasSize(3);
    }

    @Test
    void reportsAPathThatDoesNotExist() {
        CommandLineRun run = CommandLineRun.of("validate", "--format=compact", folder + "/nowhere");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo(folder + "/nowhere: error GW1001: there is no such file or folder\n");
    }

    @Test
    void reportsProcessSettingsTogetherWithManifests() throws IOException {
        Files.writeString(folder.resolve("gateway.conf"), "treads: 4\n");

        assertThat(CommandLineRun.of("validate", "--format=compact", write("a.yaml", BAD))
                        .out()
                        .lines())
                .hasSize(3);
    }

    @Test
    void readsStandardInput() {
        assertThat(piped(GOOD, "-")).isEqualTo(new CommandLineRun(0, "", "0 errors, 0 warnings in 1 file\n"));
        assertThat(piped(BAD, "--format=compact", "-").out()).contains("<stdin>:5:3: error GW1203");
        assertThat(piped("x".repeat(11_000_000), "--format=compact", "-").out()).contains("error GW1005");
    }

    @Test
    void failsFromTheChosenLevelOn() throws IOException {
        String warning = write("a.yaml", WARNING);
        assertThat(CommandLineRun.of("validate", warning).exitCode()).isZero();
        assertThat(CommandLineRun.of("validate", "--fail-level", "warning", warning)
                        .exitCode())
                .isEqualTo(1);

        String note = write("a.yaml", NOTE);
        assertThat(CommandLineRun.of("validate", "--fail-level", "warning", note)
                        .exitCode())
                .isZero();
        assertThat(CommandLineRun.of("validate", "--fail-level", "info", note).exitCode())
                .isEqualTo(1);
    }

    @Test
    void raisesAndSilencesWarningsAndNotes() throws IOException {
        String path = write("a.yaml", WARNING + "---\n" + NOTE);

        assertThat(CommandLineRun.of("validate", "-W", "GW5001=error", path).exitCode())
                .isEqualTo(1);
        CommandLineRun silent = CommandLineRun.of("validate", "-W", "gw5001=off", "-W", "GW6001=off", path);
        assertThat(silent.err()).isEqualTo("0 errors, 0 warnings in 1 file\n");
        assertThat(CommandLineRun.of("validate", "--format=compact", "-W", "GW6001=warning", path)
                        .out())
                .contains("warning GW6001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GW1203=warning", "GW3002=off", "GW4001", "GW9999=off", "GW4001=loud"})
    void refusesToLowerErrorsAndWhatItDoesNotKnow(String level) {
        CommandLineRun run = CommandLineRun.of("validate", "-W", level, folder.toString());

        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.err()).startsWith("error: -W ");
    }

    @Test
    void refusesAFormatItDoesNotKnow() {
        assertThat(CommandLineRun.of("validate", "--format", "xml").exitCode()).isEqualTo(64);
    }

    @Test
    void keepsQuietAboutWhatDoesNotMatter() throws IOException {
        assertThat(CommandLineRun.of("validate", "--quiet", write("a.yaml", WARNING)))
                .isEqualTo(new CommandLineRun(0, "", ""));
        CommandLineRun bad = CommandLineRun.of("validate", "--quiet", write("a.yaml", BAD + "---\n" + NOTE));
        assertThat(bad.err()).contains("GW1203").doesNotContain("GW6001");
    }

    @Test
    void coloursATerminal() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);

        GatewayCommand.execute(new Terminal(stream, stream, Terminal.Colours.ALWAYS), "validate", write("a.yaml", BAD));

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\u001b[1;31merror[GW1203]\u001b[0m: unknown key");
    }

    private String write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return folder.toString();
    }

    private static CommandLineRun piped(String text, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream input = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.Colours.NEVER);
        int code = new CommandLine(new ValidateCommand(terminal, input))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
        return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
