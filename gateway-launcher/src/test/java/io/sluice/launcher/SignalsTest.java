package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTest {
    @Test
    void handsASignalToItsHandler() throws Exception {
        CompletableFuture<Integer> received = new CompletableFuture<>();

        assertThat(Signals.on("WINCH", received::complete)).isTrue();
        new ProcessBuilder(
                        "kill", "-WINCH", Long.toString(ProcessHandle.current().pid()))
                .start();

        assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo(28);
    }

    @Test
    void refusesASignalThatTheJvmKeeps() {
        assertThat(Signals.on("QUIT", number -> {})).isFalse();
    }
}
