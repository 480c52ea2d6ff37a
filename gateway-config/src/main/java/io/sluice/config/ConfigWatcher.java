package io.sluice.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a configuration has other contents than before, and stays silent about everything else that happens to its files.
 *
 * <p>What the operating system reports is only a hint to look at once; without hints the contents are compared from time to time. A change is told when
 * the contents have stayed the same for the quiet period, or after ten quiet periods at the latest.
 *
 * <p>Threading: safe from any thread. The callback runs on a thread of this watcher, one call at a time.
 */
public final class ConfigWatcher implements AutoCloseable {
    /** Why the callback is called. */
    public enum Trigger {
        /** The contents have changed. */
        FILE,
        /** Somebody asked. */
        REQUEST
    }

    private enum Event {
        HINT,
        REQUEST,
        CLOSE
    }

    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);
    private static final int MOST_QUIET_PERIODS = 10;

    private final Path configuration;
    private final ProcessSettings.Reload settings;
    private final Supplier<String> current;
    private final Supplier<String> loaded;
    private final Consumer<Trigger> onChange;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final @Nullable WatchService hints;
    private String told;
    /** What {@code loaded} said when it was last asked; others may load as well. */
    private String known;

    /**
     * Begins to watch.
     *
     * @param loader what it read last is what changes are measured against
     * @param onChange is expected to let {@code loader} load {@code configuration}
     */
    public ConfigWatcher(
            Path configuration, ProcessSettings.Reload settings, ConfigLoader loader, Consumer<Trigger> onChange) {
        this(configuration, settings, () -> loader.hash(configuration), loader::lastHash, onChange);
    }

    /** @param current the hash of the contents as they are, {@code loaded} of those that were read last */
    ConfigWatcher(
            Path configuration,
            ProcessSettings.Reload settings,
            Supplier<String> current,
            Supplier<String> loaded,
            Consumer<Trigger> onChange) {
        this.configuration = configuration;
        this.settings = settings;
        this.current = current;
        this.loaded = loaded;
        this.onChange = onChange;
        this.known = loaded.get();
        this.told = known;
        this.hints = settings.watch() ? watchService() : null;
        events.add(Event.HINT); // what changed before the first registration was reported by nobody
        start("config-watcher", this::watch);
        if (hints != null) {
            start("config-hints", () -> passHints(hints));
        }
    }

    /** Calls the callback at once, whether anything has changed or not. */
    public void trigger() {
        events.add(Event.REQUEST);
    }

    /** Ends both threads; a callback that is running comes to its end. */
    @Override
    public void close() {
        events.add(Event.CLOSE);
        if (hints != null) {
            closeQuietly(hints);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            Event event = next();
            while (event != Event.CLOSE && handle(event)) {
                event = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false if the watcher was closed meanwhile */
    private boolean handle(@Nullable Event event) throws InterruptedException {
        try {
            if (event == Event.REQUEST) {
                call(Trigger.REQUEST, current.get());
                return true;
            }
            return !settings.watch() || compare();
        } catch (RuntimeException e) {
            LOG.error("comparing the configuration failed", e);
            return true;
        }
    }

    private @Nullable Event next() throws InterruptedException {
        if (!settings.watch()) {
            return events.take();
        }
        register();
        return events.poll(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @return false if the watcher was closed meanwhile */
    private boolean compare() throws InterruptedException {
        String now = current.get();
        adopt();
        if (now.equals(told)) {
            return pause();
        }
        for (int i = 0; i < MOST_QUIET_PERIODS; i++) {
            if (!pause()) {
                return false;
            }
            String later = current.get();
            if (later.equals(now)) {
                break;
            }
            now = later;
        }
        if (!now.equals(told)) {
            call(Trigger.FILE, now);
        }
        return true;
    }

    /**
     * Waits for the quiet period, or until somebody asks for a call. However many hints come in meanwhile, they lead to one more comparison.
     *
     * @return false if the watcher was closed meanwhile
     */
    private boolean pause() throws InterruptedException {
        boolean hinted = false;
        long end = System.nanoTime() + settings.quietPeriod().toNanos();
        Event event = null;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            event = events.poll(left, TimeUnit.NANOSECONDS);
            if (event == Event.CLOSE || event == Event.REQUEST) {
                break;
            }
            hinted |= event == Event.HINT;
        }
        if (hinted) {
            events.add(Event.HINT);
        }
        if (event == Event.REQUEST) {
            events.add(event);
        }
        return event != Event.CLOSE;
    }

    /** Contents are told once, even if nobody could load them. */
    private void call(Trigger trigger, String contents) {
        told = contents;
        try {
            onChange.accept(trigger);
        } catch (RuntimeException e) {
            LOG.error("reloading the configuration failed", e);
        }
        adopt();
    }

    /** What has been loaded since need not be told. A load may have met references to further files, which count from now on. */
    private void adopt() {
        String latest = loaded.get();
        if (!latest.equals(known)) {
            known = latest;
            told = latest;
        }
    }

    private void passHints(WatchService service) {
        try {
            while (true) {
                WatchKey key = service.take();
                key.pollEvents();
                key.reset();
                events.add(Event.HINT);
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("no more hints", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Folders come and go; registering one again changes nothing. */
    private void register() {
        if (hints == null) {
            return;
        }
        for (Path folder : ConfigDirectory.folders(configuration)) {
            try {
                folder.register(
                        hints,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            } catch (IOException | ClosedWatchServiceException e) {
                LOG.debug("{} gives no hints", folder, e);
            }
        }
    }

    private static @Nullable WatchService watchService() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("the system reports no file changes; they are found by comparing only", e);
            return null;
        }
    }

    private static void closeQuietly(WatchService service) {
        try {
            service.close();
        } catch (IOException e) {
            LOG.debug("closing", e);
        }
    }
}
