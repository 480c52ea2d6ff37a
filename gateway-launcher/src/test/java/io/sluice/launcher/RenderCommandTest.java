package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
    private static final String BACKEND = "{backend: {address: 'http://127.0.0.1:9001'}}";
    private static final String POLICIES = "[{policyRef: {name: http-basic-authentication}, config: {username: u,"
            + " password: swordfish}}, {policyRef: {name: cors-flex}, config: {}}]";

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), DiffFolders.orders(BACKEND, POLICIES));
        Files.writeString(folder.resolve("b.yaml"), DiffFolders.api("items", "http://127.0.0.1:8082", BACKEND, "[]"));
    }

    @Test
    void printsWhatRunsInTheOrderInWhichItRuns() {
        CommandLineRun run = CommandLineRun.of("render", folder.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("schemaVersion: 1\nlisteners:\n- name: http:8081\n")
                .containsSubsequence(
                        "- name: orders # " + folder.resolve("a.yaml") + ":3:18\n",
                        "- name: cors-flex # ",
                        "publicResource: true",
                        "- name: http-basic-authentication-flex # " + folder.resolve("a.yaml") + ":7:",
                        "password: \"***\"",
                        "- name: \"backend[0]\"",
                        "url: http://127.0.0.1:9001")
                .doesNotContain("swordfish");
        assertThat(CommandLineRun.of("render", folder.toString()).out()).isEqualTo(run.out());
    }

    @Test
    void printsJson() throws IOException {
        JsonNode root = new ObjectMapper()
                .readTree(
                        CommandLineRun.of("render", "--json", folder.toString()).out());

        assertThat(root.at("/listeners/0/apis/0/policies/0/name").asText()).isEqualTo("cors-flex");
        assertThat(root.at("/listeners/1/apis/0/name").asText()).isEqualTo("items");
    }

    @Test
    void printsOneApi() {
        String text =
                CommandLineRun.of("render", "--api", "items", folder.toString()).out();

        assertThat(text).contains("name: items").doesNotContain("orders", "8081");
    }

    @Test
    void saysWhichApisThereAre() {
        CommandLineRun run = CommandLineRun.of("render", "--api", "item", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("error: no API is called item; there are orders, items\n");
    }

    @Test
    void printsTheFindingsOfAnInvalidFolder() throws IOException {
        Files.writeString(folder.resolve("c.yaml"), "kind: [");

        CommandLineRun run = CommandLineRun.of("render", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("c.yaml:1");
    }
}
