package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRunTest {
    @TempDir
    Path temporary;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.Colours.NEVER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "run --config conf",
                "run --config=conf",
                "run --state=state --config conf --demo",
                "run --config a=b"
            })
    void takesWhatServiceManagersSay(String line) {
        assertThat(PlainRun.of(terminal, line.split(" "))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validate conf",
                "run --help",
                "run conf",
                "run --config",
                "run --config --demo",
                "run --config=",
                "run --config a --config b",
                "run --demo --demo",
                "run --demo=true",
                "run --confg conf",
                "run @arguments",
                "run --config @arguments",
                "run --config 'conf'"
            })
    void leavesEverythingElseToTheLibrary(String line) {
        assertThat(PlainRun.of(terminal, line.split(" "))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config ", "--config="})
    void runsTheFolderThatIsNamed(String option) throws InterruptedException {
        Path missing = temporary.resolve("missing");

        RunCommand run = Objects.requireNonNull(PlainRun.of(terminal, ("run " + option + missing).split(" ")));

        assertThat(run.call()).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(missing + " does not exist");
    }
}
