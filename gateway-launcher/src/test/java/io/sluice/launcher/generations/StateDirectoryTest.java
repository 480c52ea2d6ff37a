package io.sluice.launcher.generations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.sluice.config.ConfigInput;
import io.sluice.config.GenerationMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path temporary;

    private StateDirectory state;

    @BeforeEach
    void open() throws IOException {
        state = StateDirectory.open(temporary.resolve("state"));
    }

    @AfterEach
    void close() throws IOException {
        state.close();
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        StoredGeneration stored = generation(7, "kind: ApiInstance\r\n\u00e9");

        state.add(stored, 10);

        StoredGeneration read = state.read(7).orElseThrow();
        assertThat(read.attempt()).isEqualTo(stored.attempt());
        assertThat(read.input()).usingRecursiveComparison().isEqualTo(stored.input());
        assertThat(state.last())
                .isEqualTo(new GenerationMark(7, stored.attempt().hash()));
    }

    @Test
    void keepsTheNewestOnly() throws IOException {
        for (int i = 1; i <= 5; i++) {
            state.add(generation(i, "text " + i), 3);
        }

        assertThat(state.numbers()).containsExactly(5L, 4L, 3L);
        assertThat(state.all()).extracting(StoredGeneration::number).containsExactly(5L, 4L, 3L);
    }

    @Test
    void letsNobodyElseReadWhatMayHoldSecrets() throws IOException {
        state.add(generation(1, "a"), 3);

        assertThat(permissions("state")).isEqualTo("rwx------");
        assertThat(permissions("state/generations")).isEqualTo("rwx------");
        assertThat(permissions("state/generations/00000001.zip")).isEqualTo("rw-------");
    }

    @Test
    void leavesNoHalfWrittenFileUnderTheNameOfAWholeOne() throws IOException {
        state.add(generation(1, "a"), 3);

        try (Stream<Path> files = Files.list(file(1).resolveSibling(""))) {
            assertThat(files).containsExactly(file(1));
        }
    }

    /** What a crash may leave on a file system that does not keep the order of writes. */
    @Test
    void passesOverAFileThatIsCutAnywhere() throws IOException {
        state.add(generation(1, "good"), 3);
        state.add(generation(2, "bad"), 3);
        byte[] whole = Files.readAllBytes(file(2));
        for (int length = 0; length < whole.length; length++) {
            Files.write(file(2), Arrays.copyOf(whole, length));

            assertThat(state.all())
                    .as("cut to %d bytes", length)
                    .extracting(StoredGeneration::number)
                    .containsExactly(1L);
        }
        assertThat(state.last()).as("the number counts on").isEqualTo(new GenerationMark(2, ""));
    }

    /** A bit that changes where it does not matter, as in a time stamp, may leave the file good, but never a different configuration. */
    @Test
    void neverGivesBackSomethingElse() throws IOException {
        StoredGeneration stored =
                generation(1, "some text that is long enough to be compressed, compressed, compressed");
        state.add(stored, 3);
        byte[] whole = Files.readAllBytes(file(1));
        int noticed = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x20;
            Files.write(file(1), damaged);
            List<StoredGeneration> read = state.all();
            noticed += read.isEmpty() ? 1 : 0;
            read.forEach(other ->
                    assertThat(other.input()).usingRecursiveComparison().isEqualTo(stored.input()));
        }
        assertThat(noticed).isGreaterThan(whole.length / 3);
    }

    @Test
    void belongsToOneProcess() {
        assertThatIOException()
                .isThrownBy(() -> StateDirectory.open(temporary.resolve("state")))
                .withMessageContaining("cannot be used")
                .withMessageContaining("another gateway uses it");
    }

    @Test
    void saysWhatKeepsItFromBeingUsed() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatIOException()
                .isThrownBy(() -> StateDirectory.open(file))
                .withMessageContaining("the state directory " + file + " cannot be used");
    }

    private StoredGeneration generation(long number, String text) {
        ConfigInput input = new ConfigInput(
                Path.of("conf"),
                List.of(entry("a.yaml", text), entry("sub/b.yaml", "")),
                List.of(entry("/run/secrets/x", "s3cret"), entry("conf/y", "\0")));
        Attempt attempt = new Attempt(
                Outcome.APPLIED,
                number,
                3,
                input.hash(),
                Instant.parse("2026-11-25T10:11:12.345Z"),
                Trigger.ROLLBACK,
                Duration.ofMillis(34),
                "+1 ApiInstance",
                new Report(0, 2, List.of(), ""));
        return new StoredGeneration(attempt, input);
    }

    private static ConfigInput.Entry entry(String name, String text) {
        return new ConfigInput.Entry(name, text.getBytes(UTF_8));
    }

    private Path file(long number) {
        return temporary.resolve("state/generations/%08d.zip".formatted(number));
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve(name)));
    }
}
