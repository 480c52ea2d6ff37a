package io.sluice.launcher;

import io.sluice.config.ConfigDocuments;
import io.sluice.config.ConfigInput;
import io.sluice.config.ConfigLoader;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.LoadResult;
import io.sluice.config.diff.ConfigDiff;
import io.sluice.core.runtime.Snapshot;
import io.sluice.launcher.generations.Attempt;
import io.sluice.launcher.generations.Begun;
import io.sluice.launcher.generations.KeptInputs;
import io.sluice.launcher.generations.Report;
import io.sluice.launcher.generations.StoredGeneration;
import io.sluice.launcher.generations.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a configuration into service, be it that of the files or one that was kept, or says what is wrong with it and leaves everything as it is.
 *
 * <p>Threading: safe from any thread; one load at a time.
 */
final class Reloader {
    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    /** Puts a configuration into service, all of it or nothing. */
    interface Installer {
        void install(Snapshot snapshot) throws IOException;

        /** What was installed last is in service now; {@code effective} is what it means. */
        void confirmed(EffectiveConfig effective);

        /** What was compiled last will not be installed. */
        void refused();
    }

    private final Path folder;
    private final ConfigLoader loader;
    private final Installer installer;
    private final KeptInputs kept;
    private final ReloadLog log;
    private volatile Snapshot served = Snapshot.empty();
    private volatile EffectiveConfig effective = EffectiveConfig.empty();
    private volatile Optional<ConfigInput> input = Optional.empty();
    /** Hash of the files when they were last read. */
    private String files = "";

    private boolean stopped;

    Reloader(Path folder, ConfigLoader loader, Installer installer, KeptInputs kept, ReloadLog log) {
        this.folder = folder;
        this.loader = loader;
        this.installer = installer;
        this.kept = kept;
        this.log = log;
    }

    /** The configuration in service. */
    Snapshot served() {
        return served;
    }

    /** What {@link #served} means. */
    EffectiveConfig effective() {
        return effective;
    }

    /** What {@link #served} was made from; empty if nothing is served. */
    Optional<ConfigInput> input() {
        return input;
    }

    /** Whether anything can be served: the files of {@code first} or, if they are refused, the last good generation of an earlier process. */
    synchronized boolean start(ConfigDocuments first) {
        Begun begun = Begun.now(Trigger.STARTUP, 0);
        Attempt attempt = guarded(begun, files, () -> take(begun, first));
        return attempt.accepted() || recover(attempt);
    }

    /** Brings the files as they are now into service. */
    synchronized Attempt load(Trigger trigger) {
        Begun begun = Begun.now(trigger, 0);
        if (stopped) {
            return begun.refused(served.generation(), "", Report.failure("the gateway is stopping"));
        }
        return guarded(begun, files, () -> read(begun));
    }

    private Attempt read(Begun begun) {
        files = loader.hash(folder);
        return files.equals(served.hash()) ? unchanged(begun) : take(begun, ConfigDocuments.read(folder));
    }

    private Attempt take(Begun begun, ConfigDocuments documents) {
        LoadResult result = loader.load(documents);
        files = loader.lastHash();
        return take(begun, files, result);
    }

    /** Brings generation {@code number} back; empty if it is not kept. */
    synchronized Optional<Attempt> rollback(long number) {
        Begun begun = Begun.now(Trigger.ROLLBACK, number);
        return stopped ? Optional.empty() : kept.find(number).map(input -> restore(begun, input));
    }

    /** As {@link #rollback(long)}, to the newest generation before the one that is served. */
    synchronized Optional<Attempt> rollback() {
        return kept.before(served.generation()).flatMap(this::rollback);
    }

    /** Waits for a load that is running; there will be no other. */
    synchronized void stop() {
        stopped = true;
    }

    private boolean recover(Attempt refused) {
        for (StoredGeneration stored : kept.stored()) {
            Begun begun = Begun.now(Trigger.RECOVERY, stored.number());
            boolean other = !stored.attempt().hash().equals(refused.hash());
            if (other && restore(begun, stored.input()).accepted()) {
                log.recovered(refused, stored.attempt());
                return true;
            }
        }
        return false;
    }

    private Attempt restore(Begun begun, ConfigInput input) {
        String hash = input.hash();
        return guarded(
                begun,
                hash,
                () -> hash.equals(served.hash()) ? unchanged(begun) : take(begun, hash, loader.load(input)));
    }

    private Attempt guarded(Begun begun, String hash, Supplier<Attempt> load) {
        try {
            return load.get();
        } catch (RuntimeException e) {
            LOG.error("internal error while loading the configuration", e);
            return refused(begun, hash, Report.failure("internal error, see the log"));
        }
    }

    private Attempt take(Begun begun, String hash, LoadResult result) {
        return result instanceof LoadResult.Loaded loaded
                ? install(begun, loaded)
                : refused(begun, hash, Report.of(((LoadResult.Rejected) result).problems()));
    }

    private Attempt install(Begun begun, LoadResult.Loaded loaded) {
        Snapshot snapshot = loaded.snapshot();
        if (snapshot.hash().equals(served.hash())) {
            loaded.discard();
            return unchanged(begun);
        }
        try {
            installer.install(snapshot);
        } catch (IOException e) {
            loaded.discard();
            return refused(begun, snapshot.hash(), Report.failure(String.valueOf(e.getMessage())));
        }
        loaded.confirm();
        installer.confirmed(loaded.effective());
        EffectiveConfig before = effective;
        served = snapshot;
        effective = loaded.effective();
        input = Optional.of(loaded.input());
        String changes = ConfigDiff.between(before, effective).summary();
        Report report = Report.of(loaded.report());
        Attempt attempt = record(begun.applied(snapshot.generation(), snapshot.hash(), changes, report));
        kept.add(attempt, loaded.input());
        return attempt;
    }

    private Attempt unchanged(Begun begun) {
        return record(begun.unchanged(served.generation(), served.hash()));
    }

    private Attempt refused(Begun begun, String hash, Report report) {
        installer.refused();
        return record(begun.refused(served.generation(), hash, report));
    }

    private Attempt record(Attempt attempt) {
        log.record(attempt, served.generation() > 0 && !files.equals(served.hash()));
        return attempt;
    }
}
