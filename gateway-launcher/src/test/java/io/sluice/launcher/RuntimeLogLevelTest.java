package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeLogLevelTest {
    private final RuntimeLogLevel level = new RuntimeLogLevel(Level.INFO);

    @ParameterizedTest
    @CsvSource({"debug, DEBUG", "info, INFO", "warn, WARN", "error, ERROR", "fatal, ERROR"})
    void takesTheLevelOfAConfiguration(String written, String expected) {
        EffectiveConfig.Setting logging = new EffectiveConfig.Setting(
                "logging",
                "log",
                new Place("log.yaml", 1, 1, "", 1),
                Map.of("runtimeLogs", Map.of("logLevel", written)));

        assertThat(level.of(new EffectiveConfig(List.of(), List.of(logging)))).hasToString(expected);
    }

    @Test
    void takesTheProcessSettingOtherwise() {
        assertThat(level.of(EffectiveConfig.empty())).isEqualTo(Level.INFO);
    }
}
