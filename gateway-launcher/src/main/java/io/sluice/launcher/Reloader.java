package io.sluice.launcher;

import io.sluice.config.ConfigLoader;
import io.sluice.config.LoadResult;
import io.sluice.config.Problems;
import io.sluice.core.runtime.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a changed configuration into service, or says once what is wrong with it and leaves everything as it is.
 *
 * <p>Threading: safe from any thread; one load at a time.
 */
final class Reloader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    /** Puts a configuration into service, all of it or nothing. */
    interface Installer {
        void install(Snapshot snapshot) throws IOException;
    }

    private final Path folder;
    private final ConfigLoader loader;
    private final Installer installer;
    private final ReloadMeters meters;
    private final Readiness readiness;
    private volatile Snapshot served = Snapshot.empty();
    /** Hash of the contents that were refused and reported last. */
    private String refused = "";

    private boolean closed;

    Reloader(Path folder, ConfigLoader loader, Installer installer, ReloadMeters meters, Readiness readiness) {
        this.folder = folder;
        this.loader = loader;
        this.installer = installer;
        this.meters = meters;
        this.readiness = readiness;
    }

    /** The configuration in service. */
    Snapshot served() {
        return served;
    }

    /** Whether the configuration as it is now in the folder is in service. */
    synchronized boolean load(Trigger trigger) {
        if (closed) {
            return false;
        }
        long start = System.nanoTime();
        try {
            String contents = loader.hash(folder);
            if (contents.equals(served.hash())) {
                refused = "";
                meters.unchanged(trigger);
                return true;
            }
            LoadResult result = loader.load(folder);
            if (result instanceof LoadResult.Loaded loaded) {
                return apply(loaded, contents, trigger, start);
            }
            return refuse(
                    contents, trigger, ((LoadResult.Rejected) result).problems().pretty());
        } catch (RuntimeException e) {
            LOG.error("internal error while loading the configuration; generation {} stays", served.generation(), e);
            meters.failure(trigger);
            return false;
        }
    }

    /** Waits for a load that is running; there will be no other. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    private boolean apply(LoadResult.Loaded loaded, String contents, Trigger trigger, long start) {
        Snapshot snapshot = loaded.snapshot();
        try {
            installer.install(snapshot);
        } catch (IOException e) {
            loaded.discard();
            return refuse(contents, trigger, String.valueOf(e.getMessage()));
        }
        loaded.confirm();
        report(loaded.report());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        ApiChanges changes = ApiChanges.between(served, snapshot);
        LOG.info(
                "config generation {} applied in {} ms: {} (trigger={})",
                snapshot.generation(),
                millis,
                changes,
                trigger.label());
        served = snapshot;
        refused = "";
        meters.success(trigger, System.currentTimeMillis());
        readiness.serving(snapshot.generation());
        return true;
    }

    private boolean refuse(String contents, Trigger trigger, String report) {
        meters.failure(trigger);
        if (trigger == Trigger.SIGNAL || !contents.equals(refused)) {
            LOG.error("configuration refused, {} (trigger={})\n{}", consequence(), trigger.label(), report);
        }
        refused = contents;
        return false;
    }

    private String consequence() {
        return served.generation() == 0 ? "nothing is served" : "generation " + served.generation() + " stays";
    }

    private static void report(Problems report) {
        if (report.warnings() > 0) {
            LOG.warn("the configuration has warnings\n{}", report.pretty());
        } else if (!report.isEmpty()) {
            LOG.info("the configuration has notes\n{}", report.pretty());
        }
    }
}
