package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDirectoryTest {
    @TempDir
    Path directory;

    private final Findings findings = new Findings();

    @Test
    void readsManifestsAndKeysOfAllFoldersInTheOrderOfTheirNames() throws IOException {
        write("b.yml", "b");
        write("a/z.yaml", "z");
        write("c.json", "c");
        write("a/x.key", "x");
        write("tls.pem", "t");
        write("notes.txt", "n");
        write("gateway.conf", "threads: 1");
        write("a/gateway.conf", "threads: 2");

        ConfigFiles files = read();

        assertThat(files.all())
                .extracting(ConfigFile::name)
                .containsExactly("a/x.key", "a/z.yaml", "b.yml", "c.json", "gateway.conf", "tls.pem");
        assertThat(files.manifests()).extracting(ConfigFile::name).containsExactly("a/z.yaml", "b.yml", "c.json");
        assertThat(files.settings()).extracting(ConfigFile::text).containsExactly("threads: 1");
        assertThat(files.all().get(1).shown())
                .isEqualTo(directory.resolve("a/z.yaml").toString());
    }

    @Test
    void followsTheLinksOfAKubernetesVolumeWithoutReadingFilesTwice() throws IOException {
        write("..2026/api.yaml", "one");
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026"));
        Files.createSymbolicLink(directory.resolve("api.yaml"), Path.of("..data/api.yaml"));
        write(".hidden.yaml", "hidden");

        assertThat(read().all()).extracting(ConfigFile::name).containsExactly("api.yaml");
        assertThat(read().all()).extracting(ConfigFile::text).containsExactly("one");
    }

    @Test
    void doesNotRunInCircles() throws IOException {
        write("a/b.yaml", "b");
        Files.createSymbolicLink(directory.resolve("a/again"), directory);

        assertThat(read().all()).extracting(ConfigFile::name).containsExactly("a/b.yaml");
    }

    @Test
    void hashesNamesAndContents() throws IOException {
        write("a.yaml", "x");
        String hash = read().hash();
        assertThat(read().hash()).isEqualTo(hash);

        Files.move(directory.resolve("a.yaml"), directory.resolve("b.yaml"));
        String renamed = read().hash();
        write("b.yaml", "y");

        assertThat(renamed).isNotEqualTo(hash);
        assertThat(read().hash()).isNotEqualTo(renamed);
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        Files.write(directory.resolve("a.yaml"), new byte[YamlReader.LARGEST_FILE + 1]);

        assertThat(read().all()).isEmpty();
        assertThat(findings.problems(0).all()).extracting(Problem::code).containsExactly(ProblemCode.UNREADABLE);
    }

    private ConfigFiles read() {
        return ConfigDirectory.read(directory, findings);
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
    }
}
