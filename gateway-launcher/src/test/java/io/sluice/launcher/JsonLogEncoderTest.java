package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonLogEncoderTest {
    private static final long NOON = Instant.parse("2026-01-02T12:00:00.007Z").toEpochMilli();

    @Test
    void putsTheArgumentsIntoTheMessage() throws IOException {
        String line = encoded("{} requests cut by \"{}\"", null, 3, "a\nb");

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("ts").asText()).isEqualTo("2026-01-02T12:00:00.007Z");
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.path("logger").asText()).isEqualTo("gateway");
        assertThat(json.path("thread").asText()).isEqualTo("loop-1");
        assertThat(json.path("message").asText()).isEqualTo("3 requests cut by \"a\nb\"");
        assertThat(json.has("error")).isFalse();
    }

    @Test
    void tellsWhatWasThrown() throws IOException {
        JsonNode json = new ObjectMapper().readTree(encoded("failed", new IllegalStateException("no room")));

        assertThat(json.path("error").asText())
                .startsWith("java.lang.IllegalStateException: no room")
                .contains("JsonLogEncoderTest.tellsWhatWasThrown");
    }

    private static String encoded(String message, @Nullable Throwable thrown, Object... arguments) {
        LoggingEvent event =
                new LoggingEvent("", new LoggerContext().getLogger("gateway"), Level.WARN, message, thrown, arguments);
        event.setThreadName("loop-1");
        event.setInstant(Instant.ofEpochMilli(NOON));
        return new String(new JsonLogEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
