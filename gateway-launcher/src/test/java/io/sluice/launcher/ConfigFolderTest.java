package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFolderTest {
    @TempDir
    Path temporary;

    @Test
    void prefersTheFirstFolderWithSomethingInIt() throws IOException {
        Path missing = temporary.resolve("missing");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        Path full = Files.createDirectory(temporary.resolve("full"));
        Files.createFile(full.resolve("api.yaml"));

        assertThat(ConfigFolder.first(List.of(missing, empty, full))).isEqualTo(full);
        assertThat(ConfigFolder.first(List.of(missing, empty))).isEqualTo(empty);
        assertThat(ConfigFolder.first(List.of(missing))).isNull();
    }
}
