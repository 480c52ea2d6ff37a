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
    private GenerationMark last;
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
        this(types, metrics, settings, environment, GenerationMark.none());
    }

    /** @param last the last generation of an earlier process, from which counting goes on */
    public ConfigLoader(
            List<PolicyType<?>> types,
            Metrics metrics,
            ProcessSettings settings,
            Function<String, @Nullable String> environment,
            GenerationMark last) {
        this.registry = new PolicyRegistry(types);
        this.metrics = metrics;
        this.settings = settings;
        this.environment = environment;
        this.last = last;
    }

    /** Never throws on bad input. */
    public synchronized LoadResult load(Path configuration) {
        return load(ConfigDocuments.read(configuration));
    }

    /** The same for files that have been read. */
    public synchronized LoadResult load(ConfigDocuments documents) {
        ExternalFiles referenced = new ExternalFiles(documents.files().folder());
        LoadResult result = compile(documents, referenced);
        external = referenced.paths();
        lastHash = referenced.hash(documents.hash());
        return result;
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
        return compile(ConfigDocuments.of(new ConfigFiles(folder, List.of(only))), new ExternalFiles(folder));
    }

    /** The same again from what was kept of an earlier load; the files as they are now are not looked at. */
    public synchronized LoadResult load(ConfigInput input) {
        return compile(ConfigDocuments.of(input.configFiles()), input.external());
    }

    /**
     * What would come of {@code configuration} if {@code manifest} stood in the place of all its manifests. Certificates, keys and settings are those of
     * the folder.
     *
     * @param name by which problems call the manifest
     */
    public synchronized LoadResult check(Path configuration, String name, byte[] manifest) {
        ConfigDocuments documents = ConfigDocuments.read(configuration).replacing(name, manifest);
        return compile(documents, new ExternalFiles(documents.files().folder()));
    }

    /** The hash that a snapshot of {@code configuration} would have now; equal hashes mean that there is nothing to load. */
    public synchronized String hash(Path configuration) {
        return ExternalFiles.hash(
                ConfigDirectory.read(configuration, new Findings()).hash(), external);
    }

    /** The hash of what was read last, accepted or not; empty before the first load. */
    public synchronized String lastHash() {
        return lastHash;
    }

    private LoadResult compile(ConfigDocuments documents, ExternalFiles referenced) {
        ConfigFiles files = documents.files();
        SettingsResult given = ProcessSettings.read(files.settings());
        Findings findings = documents.findings();
        checkSettings(given, files.folder(), findings);
        Inventory built = new Inventory();
        Compilation compilation = new Compilation(registry, metrics, settings, running, built, findings);
        compilation.compile(documents, referenced, new SecretResolver(environment, referenced, findings));
        Problems problems = findings.problems(files.all().size());
        if (findings.hasErrors()) {
            built.closeAllBut(running);
            return new LoadResult.Rejected(problems);
        }
        List<Listener> listeners = compilation.listeners();
        String hash = referenced.hash(documents.hash());
        Snapshot snapshot =
                new Snapshot(last.numberOf(hash), hash, listeners, upstreams(listeners, built), built.policies());
        return new LoadResult.Loaded(
                snapshot,
                compilation.effective(),
                problems,
                ConfigInput.of(files, referenced),
                () -> confirm(snapshot, built),
                () -> discard(built));
    }

    private void checkSettings(SettingsResult given, Path folder, Findings findings) {
        if (given instanceof SettingsResult.Rejected rejected) {
            rejected.problems().all().forEach(findings::add);
            return;
        }
        ProcessSettings now = ((SettingsResult.Accepted) given).settings();
        if (atStart == null) {
            atStart = now;
        } else if (!now.equals(atStart)) {
            Place place = Place.of(folder.resolve(ProcessSettings.FILE).toString());
            findings.add(ProblemCode.NEEDS_RESTART, place, "changed settings take effect at the next start");
        }
    }

    private synchronized void confirm(Snapshot snapshot, Inventory built) {
        running = built;
        last = new GenerationMark(snapshot.generation(), snapshot.hash());
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
