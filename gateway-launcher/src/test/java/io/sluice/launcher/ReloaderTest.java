package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.config.ConfigLoader;
import io.sluice.config.ProcessSettings;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Snapshot;
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
    private final Readiness readiness = new Readiness();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private boolean portTaken;
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
        reloader.close();
    }

    @Test
    void putsTheFirstConfigurationIntoService() {
        assertThat(reloader.load(Trigger.STARTUP)).isTrue();

        assertThat(installed).hasSize(1);
        assertThat(readiness.generation()).isEqualTo(1);
        assertThat(messages())
                .singleElement()
                .asString()
                .matches("config generation 1 applied in \\d+ ms: \\+1 ~0 -0 APIs \\(trigger=startup\\)");
    }

    @Test
    void saysWhatAnEditHasChanged() throws IOException {
        write("b", "items");
        reloader.load(Trigger.STARTUP);
        write("a", "orders/v2");
        write("c", "carts");
        Files.delete(folder.resolve("b.yaml"));

        assertThat(reloader.load(Trigger.FILE)).isTrue();

        assertThat(messages().get(1)).contains("generation 2", "+1 ~1 -1 APIs (trigger=file)");
    }

    @Test
    void doesNothingIfNothingHasChanged() {
        reloader.load(Trigger.STARTUP);

        assertThat(reloader.load(Trigger.SIGNAL)).isTrue();

        assertThat(installed).hasSize(1);
        assertThat(messages()).hasSize(1);
    }

    @Test
    void keepsWhatRunsWhenAnEditIsBroken() throws IOException {
        reloader.load(Trigger.STARTUP);
        Files.writeString(folder.resolve("a.yaml"), API.formatted("a", "orders").replace("address", "adress"));

        assertThat(reloader.load(Trigger.FILE)).isFalse();

        assertThat(installed).hasSize(1);
        assertThat(readiness.generation()).isEqualTo(1);
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

        assertThat(reloader.load(Trigger.FILE)).isFalse();
        assertThat(messages().get(1)).contains("cannot listen on 127.0.0.1:8081");

        portTaken = false;
        assertThat(reloader.load(Trigger.FILE)).isTrue();
        assertThat(readiness.generation()).isEqualTo(2);
    }

    @Test
    void loadsNothingOnceItIsClosed() {
        reloader.close();

        assertThat(reloader.load(Trigger.SIGNAL)).isFalse();
        assertThat(installed).isEmpty();
    }

    private Reloader reloader() {
        ConfigLoader loader = new ConfigLoader(List.of(), new Metrics(), ProcessSettings.defaults(), name -> null);
        return new Reloader(folder, loader, this::install, new ReloadMeters(), readiness);
    }

    private void install(Snapshot snapshot) throws IOException {
        if (portTaken) {
            throw new IOException("cannot listen on 127.0.0.1:8081: the port is in use");
        }
        installed.add(snapshot);
    }

    private void write(String name, String basePath) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), API.formatted(name, basePath));
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Reloader.class);
    }
}
