package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.config.ConfigLoader;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.ProcessSettings;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Snapshot;
import io.sluice.launcher.generations.Attempt;
import io.sluice.launcher.generations.History;
import io.sluice.launcher.generations.KeptInputs;
import io.sluice.launcher.generations.Outcome;
import io.sluice.launcher.generations.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ReloaderTest {
    private static final String API = """
            apiVersion: gateway.mulesoft.com/v1alpha1
            kind: ApiInstance
            metadata: {name: %s}
            spec:
              address: http://127.0.0.1:8081/%s
              services:
                backend: {address: "http://127.0.0.1:9001"}
            """;

    @TempDir
    Path folder;

    private final List<Snapshot> installed = new ArrayList<>();
    private final List<EffectiveConfig> confirmed = new ArrayList<>();
    private final Readiness readiness = new Readiness();
    private final History history = new History();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private boolean portTaken;
    private int refusals;
    private Reloader reloader;

    @BeforeEach
    void listen() throws IOException {
        reloader = reloader();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
        logger().setAdditive(false);
        log.start();
        write("a", "orders");
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        logger().setAdditive(true);
        logger().setLevel(null);
        reloader.stop();
    }

    @Test
    void putsTheFirstConfigurationIntoService() {
        assertThat(reloader.load(Trigger.STARTUP).outcome()).isEqualTo(Outcome.APPLIED);

        assertThat(installed).hasSize(1);
        assertThat(readiness.serving().generation()).isEqualTo(1);
        assertThat(messages())
                .singleElement()
                .asString()
                .matches("config gen 1 applied in \\d+ ms: \\+1 API a, .* \\(trigger=startup\\)");
    }

    @Test
    void saysWhatAnEditHasChanged() throws IOException {
        write("b", "items");
        reloader.load(Trigger.STARTUP);
        write("a", "orders/v2");
        write("c", "carts");
        Files.delete(folder.resolve("b.yaml"));

        assertThat(reloader.load(Trigger.FILE).outcome()).isEqualTo(Outcome.APPLIED);

        assertThat(messages().get(1)).contains("gen 2", "+1 API c", "-1 API b", "(trigger=file)");
    }

    @Test
    void doesNothingIfNothingHasChanged() {
        reloader.load(Trigger.STARTUP);

        assertThat(reloader.load(Trigger.SIGNAL).outcome()).isEqualTo(Outcome.UNCHANGED);

        assertThat(installed).hasSize(1);
        assertThat(messages()).hasSize(1);
    }

    @Test
    void keepsWhatRunsWhenAnEditIsBroken() throws IOException {
        reloader.load(Trigger.STARTUP);
        Files.writeString(folder.resolve("a.yaml"), API.formatted("a", "orders").replace("address", "adress"));

        assertThat(reloader.load(Trigger.FILE).outcome()).isEqualTo(Outcome.REFUSED);

        assertThat(refusals).isEqualTo(1);
        assertThat(installed).hasSize(1);
        assertThat(readiness.serving().generation()).isEqualTo(1);
        assertThat(readiness.reasons()).isEmpty();
        assertThat(messages().get(1)).contains("configuration refused, generation 1 stays (trigger=file)", "adress");
    }

    @Test
    void reportsABrokenEditOnceUntilItChanges() throws IOException {
        reloader.load(Trigger.STARTUP);
        Files.writeString(folder.resolve("a.yaml"), "kind: [");
        reloader.load(Trigger.FILE);
        reloader.load(Trigger.FILE);
        assertThat(messages()).hasSize(2);

        Files.writeString(folder.resolve("a.yaml"), "kind: {");
        reloader.load(Trigger.FILE);
        assertThat(messages()).hasSize(3);

        write("a", "orders");
        reloader.load(Trigger.FILE);
        Files.writeString(folder.resolve("a.yaml"), "kind: {");
        reloader.load(Trigger.FILE);
        assertThat(messages()).hasSize(4);
    }

    @Test
    void keepsWhatRunsWhenAPortIsTaken() throws IOException {
        reloader.load(Trigger.STARTUP);
        portTaken = true;
        write("a", "other");

        assertThat(reloader.load(Trigger.FILE).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(messages().get(1)).contains("cannot listen on 127.0.0.1:8081");

        portTaken = false;
        assertThat(reloader.load(Trigger.FILE).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(readiness.serving().generation()).isEqualTo(2);
    }

    @Test
    void loadsNothingOnceItIsStopped() {
        reloader.stop();

        assertThat(reloader.load(Trigger.SIGNAL).accepted()).isFalse();
        assertThat(installed).isEmpty();
    }

    @Test
    void remembersWhatBecameOfEachAttempt() throws IOException {
        reloader.load(Trigger.STARTUP);
        Files.writeString(folder.resolve("a.yaml"), "kind: [");
        reloader.load(Trigger.FILE);
        reloader.load(Trigger.FILE);

        assertThat(history.attempts()).extracting(Attempt::outcome).containsExactly(Outcome.REFUSED, Outcome.APPLIED);
        Attempt refused = history.attempts().get(0);
        assertThat(refused.report().errors()).isEqualTo(1);
        assertThat(refused.report().findings()).first().satisfies(finding -> {
            assertThat(finding.get("code").asText()).isEqualTo("GW1003");
            assertThat(finding.get("file").asText()).endsWith("a.yaml");
        });
        assertThat(readiness.serving().drifted()).isTrue();
    }

    @Test
    void bringsAnEarlierGenerationBackAsANewOne() throws IOException {
        reloader.load(Trigger.STARTUP);
        write("a", "items");
        reloader.load(Trigger.FILE);

        Attempt attempt = reloader.rollback().orElseThrow();

        assertThat(attempt.generation()).isEqualTo(3);
        assertThat(attempt.restores()).isEqualTo(1);
        assertThat(installed.get(2).hash()).isEqualTo(installed.get(0).hash());
        assertThat(readiness.serving().drifted()).isTrue();
        assertThat(messages().get(2)).contains("gen 3", "(trigger=rollback, restores 1)");
    }

    @Test
    void stopsDriftingWhenTheFilesSayWhatIsServed() throws IOException {
        reloader.load(Trigger.STARTUP);
        write("a", "items");
        reloader.load(Trigger.FILE);
        reloader.rollback(1);
        write("a", "orders");

        assertThat(reloader.load(Trigger.FILE).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(readiness.serving().drifted()).isFalse();
        assertThat(readiness.serving().generation()).isEqualTo(3);
    }

    @Test
    void takesTheFilesAfterARollbackIfItIsAsked() throws IOException {
        reloader.load(Trigger.STARTUP);
        write("a", "items");
        reloader.load(Trigger.FILE);
        reloader.rollback();

        assertThat(reloader.load(Trigger.API).generation()).isEqualTo(4);
        assertThat(installed.get(3).hash()).isEqualTo(installed.get(1).hash());
        assertThat(readiness.serving().drifted()).isFalse();
    }

    @Test
    void goesBackToNothingThatIsNotKept() throws IOException {
        reloader.load(Trigger.STARTUP);
        assertThat(reloader.rollback()).isEmpty();
        for (int i = 0; i < 3; i++) {
            write("a", "v" + i);
            reloader.load(Trigger.FILE);
        }

        assertThat(reloader.rollback(1)).isEmpty();
        assertThat(reloader.rollback(9)).isEmpty();
        assertThat(reloader.rollback(4)).map(Attempt::outcome).contains(Outcome.UNCHANGED);
        assertThat(reloader.rollback(2)).map(Attempt::outcome).contains(Outcome.APPLIED);
    }

    @Test
    void staysWithWhatRunsIfARollbackCannotBeInstalled() throws IOException {
        reloader.load(Trigger.STARTUP);
        write("a", "items");
        reloader.load(Trigger.FILE);
        portTaken = true;

        assertThat(reloader.rollback()).map(Attempt::outcome).contains(Outcome.REFUSED);
        assertThat(readiness.serving().generation()).isEqualTo(2);
        assertThat(readiness.serving().drifted()).isFalse();
    }

    private Reloader reloader() {
        ConfigLoader loader = new ConfigLoader(List.of(), new Metrics(), ProcessSettings.defaults(), name -> null);
        ReloadLog told = new ReloadLog(new ReloadMeters(readiness), readiness, history);
        return new Reloader(folder, loader, new Installed(), new KeptInputs(3, null), told);
    }

    @Test
    void handsOnWhatIsInServiceAndNothingElse() throws IOException {
        reloader.load(Trigger.STARTUP);
        Files.writeString(folder.resolve("broken.yaml"), "kind: {");
        reloader.load(Trigger.FILE);

        assertThat(confirmed)
                .singleElement()
                .extracting(effective -> effective.apis().get(0).name())
                .isEqualTo("a");
    }

    private final class Installed implements Reloader.Installer {
        @Override
        public void install(Snapshot snapshot) throws IOException {
            if (portTaken) {
                throw new IOException("cannot listen on 127.0.0.1:8081: the port is in use");
            }
            installed.add(snapshot);
        }

        @Override
        public void confirmed(EffectiveConfig effective) {
            confirmed.add(effective);
        }

        @Override
        public void refused() {
            refusals++;
        }
    }

    private void write(String name, String basePath) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), API.formatted(name, basePath));
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(ReloadLog.class);
    }
}
