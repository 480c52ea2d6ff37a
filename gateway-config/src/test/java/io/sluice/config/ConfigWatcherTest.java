package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.ConfigWatcher.Trigger;
import io.sluice.config.testing.ConfigFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatcherTest {
    private static final Duration QUIET = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir
    Path directory;

    private final BlockingQueue<Trigger> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger comparisons = new AtomicInteger();
    private @Nullable ConfigWatcher watcher;
    private volatile String loaded = "";

    @AfterEach
    void close() {
        if (watcher != null) {
            watcher.close();
        }
    }

    @Test
    void noticesAChangeThatTheSystemReports() throws Exception {
        write("a.yaml", "one");
        watch(true, NEVER);

        write("a.yaml", "two");

        assertThat(next()).isEqualTo(Trigger.FILE);
    }

    @Test
    void noticesAChangeThatNobodyReports() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("..elsewhere"));
        Files.writeString(elsewhere.resolve("a.yaml"), "one");
        Files.createSymbolicLink(directory.resolve("a.yaml"), Path.of("..elsewhere/a.yaml"));
        watch(true, SOON);

        Files.writeString(elsewhere.resolve("a.yaml"), "two");

        assertThat(next()).isEqualTo(Trigger.FILE);
    }

    @Test
    void noticesABrokenEditAgainAfterItWasTakenBack() throws Exception {
        write("a.yaml", "good");
        loaded = hash();
        String good = loaded;
        watcher = new ConfigWatcher(directory, settings(true, SOON), this::hash, this::loaded, trigger -> {
            String now = hash();
            loaded = now.equals(good) ? loaded : now; // contents that serve already are not loaded again
            calls.add(trigger);
        });

        for (String content : List.of("bad", "good", "bad")) {
            write("a.yaml", content);
            assertThat(next()).as(content).isEqualTo(Trigger.FILE);
        }
    }

    @Test
    void noticesTheSwapOfAKubernetesVolume() throws Exception {
        volume("..one", "one");
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..one"));
        Files.createSymbolicLink(directory.resolve("api.yaml"), Path.of("..data/api.yaml"));
        watch(true, NEVER);

        volume("..two", "two");
        Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..two"));
        Files.move(directory.resolve("..data_tmp"), directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(next()).isEqualTo(Trigger.FILE);
    }

    @Test
    void staysSilentWhenTheContentsAreTheSame() throws Exception {
        write("a.yaml", "one");
        watch(true, SOON);

        write("a.yaml", "one");
        write("notes.txt", "not a part of the configuration");
        awaitComparisons(5);

        assertThat(calls).isEmpty();
    }

    @Test
    void measuresChangesAgainstWhatTheLoaderReadLast() throws Exception {
        ConfigFolder folder = ConfigFolder.in(directory, TestPolicies.ALL);
        folder.snapshot();
        watcher = new ConfigWatcher(directory, settings(true, SOON), folder.loader(), calls::add);

        folder.file("more/a.yaml", ConfigLoaderTest.api("a", "http://127.0.0.1:0"));

        assertThat(next()).isEqualTo(Trigger.FILE);
    }

    @Test
    void goesOnAfterAFailure() throws Exception {
        write("a.yaml", "one");
        loaded = hash();
        AtomicInteger failures = new AtomicInteger();
        watcher = new ConfigWatcher(directory, settings(true, NEVER), this::hash, this::loaded, trigger -> {
            calls.add(trigger);
            if (failures.getAndIncrement() == 0) {
                throw new IllegalStateException("this failure is part of a test");
            }
        });

        watcher.trigger();
        assertThat(next()).isEqualTo(Trigger.REQUEST);
        watcher.trigger();

        assertThat(next()).isEqualTo(Trigger.REQUEST);
    }

    @Test
    void callsOnRequestEvenIfItDoesNotWatch() throws Exception {
        write("a.yaml", "one");
        watch(false, SOON);

        write("a.yaml", "two");
        ConfigWatcher watching = Objects.requireNonNull(watcher);
        watching.trigger();

        assertThat(next()).isEqualTo(Trigger.REQUEST);
        assertThat(calls).isEmpty();
    }

    @Test
    void doesNotTakeANewReferenceToAFileForASecondChange() throws Exception {
        write("key.txt", "alice");
        ConfigFolder folder = ConfigFolder.in(directory, TestPolicies.ALL)
                .file("a.yaml", ConfigLoaderTest.api("a", "http://127.0.0.1:0"));
        folder.snapshot();
        ConfigLoader loader = folder.loader();
        Supplier<String> current = () -> {
            comparisons.incrementAndGet();
            return loader.hash(directory);
        };
        watcher = new ConfigWatcher(directory, settings(true, SOON), current, loader::lastHash, trigger -> {
            folder.snapshot();
            calls.add(trigger);
        });

        folder.file("a.yaml", ConfigLoaderTest.api("a", "http://127.0.0.1:0") + """
                  policies:
                    - policyRef: {name: basic-auth}
                      config: {username: "${file:key.txt}", password: x}
                """);
        assertThat(next()).isEqualTo(Trigger.FILE);
        awaitComparisons(5);
        assertThat(calls).isEmpty();
        write("key.txt", "bob");

        assertThat(next()).isEqualTo(Trigger.FILE);
        assertThat(folder.snapshot().generation())
                .as("the same contents once more")
                .isEqualTo(3);
    }

    /** Otherwise what somebody has asked for would be loaded, and perhaps refused, a second time. */
    @Test
    void doesNotTellWhatOthersHaveLoaded() throws Exception {
        write("a.yaml", "one");
        watcher = new ConfigWatcher(directory, settings(true, SOON), this::hash, this::hash, calls::add);
        write("a.yaml", "two");
        awaitComparisons(20);
        assertThat(calls).isEmpty();

        watcher.close();
        watch(true, SOON);
        write("b.yaml", "three");
        assertThat(next()).isEqualTo(Trigger.FILE);
        loaded = hash();
        awaitComparisons(5);
        write("b.yaml", "four");
        assertThat(next()).isEqualTo(Trigger.FILE);
    }

    private void watch(boolean watch, Duration poll) {
        loaded = hash();
        watcher = new ConfigWatcher(directory, settings(watch, poll), this::hash, this::loaded, calls::add);
    }

    private static ProcessSettings.Reload settings(boolean watch, Duration poll) {
        return new ProcessSettings.Reload(watch, QUIET, poll, 10);
    }

    private String loaded() {
        return loaded;
    }

    private String hash() {
        comparisons.incrementAndGet();
        return ConfigDirectory.read(directory, new Findings()).hash();
    }

    private @Nullable Trigger next() throws InterruptedException {
        return calls.poll(20, TimeUnit.SECONDS);
    }

    private void awaitComparisons(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        int end = comparisons.get() + count;
        while (comparisons.get() < end) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void volume(String name, String content) throws IOException {
        Files.writeString(Files.createDirectory(directory.resolve(name)).resolve("api.yaml"), content);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }
}
