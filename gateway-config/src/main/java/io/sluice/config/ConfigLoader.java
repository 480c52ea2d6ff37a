package io.sluice.config;

import io.sluice.core.observe.Metrics;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.RouteTable.ApiRoutes;
import io.sluice.core.runtime.Snapshot;
import io.sluice.core.runtime.Upstream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration folder, or a single manifest file, and makes it a {@link Snapshot}. All of it is accepted or none of it.
 *
 * <p>Policies whose binding, type and settings are equal to those of the last confirmed load are the same objects again, and so are TLS identities;
 * rate-limit counters and caches survive a reload as long as their meaning does.
 *
 * <p>Threading: safe from any thread; one load at a time. Loading reads files and resolves names, so it must not be done on an event loop.
 */
public final class ConfigLoader {
    private final PolicyRegistry registry;
    private final Metrics metrics;
    private final ProcessSettings settings;
    private final Function<String, @Nullable String> environment;
    private Inventory running = new Inventory();
    private long generation;
    private Set<Path> external = Set.of();
    private String lastHash = "";
    private @Nullable ProcessSettings atStart;

    /**
     * @param types every kind of policy that manifests may use
     * @param environment gives the value of an environment variable or null
     * @throws IllegalArgumentException if two types claim one name
     */
    public ConfigLoader(
            List<PolicyType<?>> types,
            Metrics metrics,
            ProcessSettings settings,
            Function<String, @Nullable String> environment) {
        this.registry = new PolicyRegistry(types);
        this.metrics = metrics;
        this.settings = settings;
        this.environment = environment;
    }

    /** Never throws on bad input. */
    public synchronized LoadResult load(Path configuration) {
        Findings findings = new Findings();
        return load(ConfigDirectory.read(configuration, findings), findings);
    }

    /**
     * The same for manifests that stand in no file.
     *
     * @param name what they are called in messages
     * @param yaml is read to its end, or beyond what a file may hold
     * @param folder to which relative names in them refer
     */
    public synchronized LoadResult load(String name, InputStream yaml, Path folder) throws IOException {
        ConfigFile only = new ConfigFile(name, Path.of(name), yaml.readNBytes(YamlReader.LARGEST_FILE + 1));
        return load(new ConfigFiles(folder, List.of(only)), new Findings());
    }

    private LoadResult load(ConfigFiles files, Findings findings) {
        checkSettings(files, findings);
        ExternalFiles referenced = new ExternalFiles(files.folder());
        Inventory built = new Inventory();
        Compilation compilation = new Compilation(registry, metrics, settings, running, built, findings);
        compilation.compile(files, referenced, new SecretResolver(environment, referenced, findings));
        external = referenced.paths();
        lastHash = referenced.hash(files.hash());
        Problems problems = findings.problems(files.all().size());
        if (findings.hasErrors()) {
            built.closeAllBut(running);
            return new LoadResult.Rejected(problems);
        }
        List<Listener> listeners = compilation.listeners();
        Snapshot snapshot =
                new Snapshot(generation + 1, lastHash, listeners, upstreams(listeners, built), built.policies());
        return new LoadResult.Loaded(
                snapshot, compilation.effective(), problems, () -> confirm(snapshot, built), () -> discard(built));
    }

    /** The hash that a snapshot of {@code configuration} would have now; equal hashes mean that there is nothing to load. */
    public synchronized String hash(Path configuration) {
        return ExternalFiles.hash(
                ConfigDirectory.read(configuration, new Findings()).hash(), external);
    }

    /** The hash of what was read last, accepted or not; empty before the first load. */
    synchronized String lastHash() {
        return lastHash;
    }

    private void checkSettings(ConfigFiles files, Findings findings) {
        SettingsResult result = ProcessSettings.read(files.settings());
        if (result instanceof SettingsResult.Rejected rejected) {
            rejected.problems().all().forEach(findings::add);
            return;
        }
        ProcessSettings now = ((SettingsResult.Accepted) result).settings();
        if (atStart == null) {
            atStart = now;
        }
        if (!now.equals(atStart)) {
            Place place = Place.of(files.folder().resolve(ProcessSettings.FILE).toString());
            findings.add(ProblemCode.NEEDS_RESTART, place, "changed settings take effect at the next start");
        }
    }

    private synchronized void confirm(Snapshot snapshot, Inventory built) {
        running = built;
        generation = snapshot.generation();
    }

    private synchronized void discard(Inventory built) {
        built.closeAllBut(running);
    }

    private static List<Upstream> upstreams(List<Listener> listeners, Inventory built) {
        List<Upstream> all = new ArrayList<>(built.upstreams());
        for (Listener listener : listeners) {
            for (ApiRoutes api : listener.routes().apis()) {
                api.routes().forEach(route -> addUpstreams(route, all));
            }
        }
        return all;
    }

    private static void addUpstreams(Route route, List<Upstream> all) {
        if (route.upstream() != null) {
            all.add(route.upstream());
        }
        route.shares().forEach(share -> addUpstreams(share.route(), all));
    }
}
