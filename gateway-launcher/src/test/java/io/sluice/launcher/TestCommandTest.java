package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TestCommandTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path temporary;

    private Path tests;

    @BeforeEach
    void writeTests() throws IOException {
        tests = Files.writeString(temporary.resolve("tests.yaml"), """
                tests:
                  - {name: good, request: {url: "http://localhost:8081/hello"}, expect: {status: 200}}
                  - {name: b<a>d, request: {url: "http://localhost:8081/basic"}, expect: {status: 200, api: other}}
                  - {name: no URL, request: {url: "ftp://localhost"}, expect: {status: 200}}
                """);
    }

    /** What the documentation shows about the shipped folder is true. */
    @Test
    void theShippedFolderDoesWhatItsTestsSay() {
        CommandLineRun run = test(ROOT.resolve("docs/examples/conf-tests.yaml"), "pretty");

        assertThat(run.out()).endsWith("7 passed, 0 failed\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void explainsWhatFails() {
        CommandLineRun run = test(tests, "pretty");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("✓ good  " + tests + ":2:12\n✗ b<a>d  " + tests + ":3:12\n")
                .contains("  ✗ api: expected other but was orders\n  ✗ status: expected 200 but was 401\n")
                .contains("    GET http://localhost:8081/basic", "✗ orders-http-basic-authentication-flex-2")
                .contains("  ✗ the URL must begin with http://, https:// or / but is ftp://localhost\n")
                .endsWith("1 passed, 2 failed\n");
    }

    @Test
    void writesJunit() throws Exception {
        CommandLineRun run = test(tests, "junit");

        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)));
        Element all = xml.getDocumentElement();
        assertThat(all.getAttribute("tests")).isEqualTo("3");
        assertThat(all.getAttribute("failures")).isEqualTo("2");
        Element bad = (Element) xml.getElementsByTagName("testcase").item(1);
        assertThat(bad.getAttribute("name")).isEqualTo("b<a>d");
        assertThat(bad.getAttribute("line")).isEqualTo("3");
        assertThat(bad.getElementsByTagName("failure").item(0).getTextContent())
                .contains("answers 401 unauthenticated");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void writesJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(test(tests, "json").out());

        assertThat(json.at("/schemaVersion").intValue()).isEqualTo(1);
        assertThat(json.at("/passed").intValue()).isEqualTo(1);
        assertThat(json.at("/failed").intValue()).isEqualTo(2);
        assertThat(json.at("/tests/0/passed").booleanValue()).isTrue();
        assertThat(json.at("/tests/1/line").intValue()).isEqualTo(3);
        assertThat(json.at("/tests/1/mismatches/1/subject").textValue()).isEqualTo("status");
        assertThat(json.at("/tests/1/mismatches/1/actual").textValue()).isEqualTo("401");
        assertThat(json.at("/tests/2/fault").textValue()).startsWith("the URL must begin");
    }

    @Test
    void reportsInvalidFiles() throws IOException {
        Files.writeString(tests, "tests:\n- {name: a, reqest: {url: /}, expect: {}}\n");

        CommandLineRun run = test(tests, "pretty");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(tests + ":2:13", "did you mean `request`?");
        assertThat(CommandLineRun.of("test", tests.toString(), "--config", "/does/not/exist")
                        .exitCode())
                .isEqualTo(1);
        assertThat(CommandLineRun.of("test").exitCode()).isEqualTo(64);
    }

    private static CommandLineRun test(Path file, String format) {
        return CommandLineRun.of(
                "test", file.toString(), "--config", ROOT.resolve("conf").toString(), "--format", format);
    }
}
