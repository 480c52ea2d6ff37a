package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {
    private static final String CANONICAL = "apiVersion: gateway.sluice.io/v1\nkind: ApiInstance\n";
    private static final String REVERSED = "kind: ApiInstance\napiVersion: gateway.sluice.io/v1\n";
    private static final String FOREIGN = "kind:   ConfigMap\napiVersion: v1\n";

    @TempDir
    Path folder;

    private Path good;
    private Path bad;

    @BeforeEach
    void writeFiles() throws IOException {
        good = Files.writeString(folder.resolve("good.yaml"), CANONICAL);
        bad = Files.writeString(folder.resolve("bad.yml"), REVERSED);
    }

    @Test
    void printsTheResult() {
        CommandLineRun run = run(bad.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(CANONICAL);
        assertThat(run.err()).isEmpty();
        assertThat(bad).hasContent(REVERSED);
    }

    @Test
    void writesWhatChanges() throws IOException {
        Files.setPosixFilePermissions(bad, PosixFilePermissions.fromString("rw-r-----"));
        Files.createDirectory(folder.resolve("sub"));
        Path link = Files.createSymbolicLink(folder.resolve("sub/link.yaml"), bad);

        CommandLineRun run = run("-w", link.toString(), good.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(link + "\n");
        assertThat(bad).hasContent(CANONICAL);
        assertThat(link).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bad)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("good.yaml", "bad.yml", "sub");
        }
    }

    @Test
    void checksFolders() throws IOException {
        Files.createDirectories(folder.resolve("sub/.hidden"));
        Path deep = Files.writeString(folder.resolve("sub/deep.yaml"), REVERSED);
        Files.writeString(folder.resolve("sub/.hidden/x.yaml"), REVERSED);
        Files.writeString(folder.resolve("notes.txt"), REVERSED);

        CommandLineRun run = run("--check", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEqualTo(bad + "\n" + deep + "\n");
        assertThat(bad).hasContent(REVERSED);
        assertThat(run("--check", good.toString()).exitCode()).isZero();
    }

    @Test
    void showsTheDifference() {
        CommandLineRun run = run("--diff", folder.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo("--- " + bad + "\n+++ " + bad + "\n@@ -1,2 +1,2 @@\n-kind: ApiInstance\n"
                        + " apiVersion: gateway.sluice.io/v1\n+kind: ApiInstance\n");
    }

    @Test
    void leavesForeignDocumentsAloneWithANote() throws IOException {
        Path foreign = Files.writeString(folder.resolve("foreign.yaml"), FOREIGN);

        CommandLineRun run = run("-w", foreign.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("note: " + foreign + ": it holds no manifest for this gateway and is left as it is\n");
        assertThat(foreign).hasContent(FOREIGN);
        assertThat(run(foreign.toString()).out()).isEqualTo(FOREIGN);
    }

    @Test
    void reportsWhatIsNoYamlAndTreatsTheRest() throws IOException {
        Path broken = Files.writeString(folder.resolve("a.yaml"), CANONICAL + "spec: [\n");

        CommandLineRun run = run("-w", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: " + broken + ": line 4: not valid YAML: ");
        assertThat(broken).hasContent(CANONICAL + "spec: [\n");
        assertThat(bad).hasContent(CANONICAL);
    }

    @Test
    void reportsWhatDoesNotExist() {
        CommandLineRun run = run(folder.resolve("nothing").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: " + folder.resolve("nothing") + ": it does not exist");
    }

    @Test
    void doesOneThingAtATime() {
        assertThat(run("--check", "--diff", good.toString()).exitCode()).isEqualTo(64);
        assertThat(run().exitCode()).isEqualTo(64);
    }

    private static CommandLineRun run(String... args) {
        return CommandLineRun.of(
                Stream.concat(Stream.of("fmt"), Stream.of(args)).toArray(String[]::new));
    }
}
