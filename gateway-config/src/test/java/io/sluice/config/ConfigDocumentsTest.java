package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDocumentsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("gateway.conf"), "threads: 1\n");
        Files.writeString(folder.resolve("a.yaml"), "a: 1\n---\nb: 2\n");
        Files.writeString(folder.resolve("b.yaml"), "c: [\n---\nd: 3\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesTheDocumentsOfAllManifestsInOrder(boolean ahead) {
        ConfigDocuments documents = ahead ? ConfigDocuments.readAhead(folder) : ConfigDocuments.read(folder);

        assertThat(read(documents))
                .extracting(document ->
                        ((Node.Mapping) document).pairs().get(0).key().text())
                .containsExactly("a", "b", "d");
        assertThat(documents.findings().problems(3).all())
                .extracting(problem -> problem.place().toString())
                .containsExactly(folder.resolve("b.yaml") + ":1:4");
        assertThat(read(documents)).isEmpty();
    }

    @Test
    void isWhatTheFilesWereWhenTheyWereRead() throws IOException {
        ConfigDocuments documents = ConfigDocuments.read(folder);
        String hash = documents.files().hash();
        Files.writeString(folder.resolve("a.yaml"), "e: 4\n");

        assertThat(read(documents)).hasSize(3);
        assertThat(ConfigDocuments.read(folder).files().hash()).isNotEqualTo(hash);
    }

    @Test
    @Timeout(60)
    void givesDocumentsWhileOthersAreBeingParsed() throws IOException {
        Files.writeString(folder.resolve("c.yaml"), "---\nd: 4\n".repeat(10_000));
        ConfigDocuments documents = ConfigDocuments.readAhead(folder);
        AtomicInteger given = new AtomicInteger();

        documents.read(document -> {
            given.incrementAndGet();
            documents.findings().add(ProblemCode.SYNTAX, document, "found by the reader");
        });

        assertThat(given).hasValue(10_003);
        assertThat(documents.findings().problems(4).errors()).isEqualTo(1 + 3 + Findings.MOST_PER_FILE);
        assertThat(documents.hash()).isEqualTo(documents.files().hash());
    }

    @Test
    void tellsWhatCannotBeRead() {
        ConfigDocuments documents = ConfigDocuments.read(folder.resolve("nowhere"));

        assertThat(read(documents)).isEmpty();
        assertThat(documents.findings().problems(0).all())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.UNREADABLE);
    }

    private static List<Node> read(ConfigDocuments documents) {
        List<Node> read = new ArrayList<>();
        documents.read(read::add);
        return read;
    }
}
