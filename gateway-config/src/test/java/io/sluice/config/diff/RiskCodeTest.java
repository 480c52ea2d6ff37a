package io.sluice.config.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RiskCodeTest {
    @ParameterizedTest
    @EnumSource(RiskCode.class)
    void isDescribedOnTheOperationsPage(RiskCode code) throws IOException {
        String severity = code.severity().name().toLowerCase(Locale.ROOT);

        assertThat(Files.readString(Path.of("../docs/operations.md")))
                .contains("| `" + code + "` | " + severity + " | " + code.meaning() + " |\n");
    }
}
