package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CodesCommandTest {
    @Test
    void listsAllCodesWithTheirSeverity() {
        CommandLineRun run = CommandLineRun.of("codes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .hasSize(ProblemCode.values().length)
                .contains(
                        "GW1203  error    A key is not known here.",
                        "GW4001  warning  A port is reserved in Flex Gateway.",
                        "GW6001  info     A document belongs to somebody else and is passed over.")
                .isSorted();
    }

    @Test
    void printsThePageOfACode() throws IOException {
        CommandLineRun run = CommandLineRun.of("codes", "gw1203");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(Files.readString(Path.of("../docs/problems/GW1203.md")));
    }

    @Test
    void refusesACodeThatDoesNotExist() {
        CommandLineRun run = CommandLineRun.of("codes", "GW0815");

        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.err()).isEqualTo("error: unknown code GW0815; \"gateway codes\" lists all\n");
    }
}
