package io.sluice.config.testing;

import io.sluice.config.ConfigLoader;
import io.sluice.config.LoadResult;
import io.sluice.config.Problems;
import io.sluice.config.ProcessSettings;
import io.sluice.config.SettingsResult;
import io.sluice.core.observe.Metrics;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.runtime.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration folder written by a test. */
public final class ConfigFolder {
    private final Path path;
    private final List<PolicyType<?>> types;
    private final Map<String, String> environment = new HashMap<>();
    private final Metrics metrics = new Metrics();
    private @Nullable ConfigLoader loader;

    private ConfigFolder(Path path, List<PolicyType<?>> types) {
        this.path = path;
        this.types = types;
    }

    /** @param types the policies that manifests may use */
    public static ConfigFolder in(Path path, List<PolicyType<?>> types) {
        return new ConfigFolder(path, List.copyOf(types));
    }

    public Path path() {
        return path;
    }

    public Metrics metrics() {
        return metrics;
    }

    /** Writes a file, its folders included, or writes it anew. */
    public ConfigFolder file(String name, String content) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ConfigFolder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The loader, the same for all loads; made with the {@code gateway.conf} that is there at the first call. */
    public ConfigLoader loader() {
        if (loader == null) {
            loader = new ConfigLoader(types, metrics, settings(), environment::get);
        }
        return loader;
    }

    public LoadResult load() {
        return loader().load(path);
    }

    /** Loads and confirms. @throws AssertionError with all problems if there are any */
    public Snapshot snapshot() {
        LoadResult result = load();
        if (result instanceof LoadResult.Rejected rejected) {
            throw new AssertionError(rejected.problems().pretty());
        }
        LoadResult.Loaded loaded = (LoadResult.Loaded) result;
        loaded.confirm();
        return loaded.snapshot();
    }

    /** What a load finds, warnings included. */
    public Problems problems() {
        LoadResult result = load();
        if (result instanceof LoadResult.Loaded loaded) {
            loaded.discard();
            return loaded.report();
        }
        return ((LoadResult.Rejected) result).problems();
    }

    /** What {@code gateway.conf} says now. */
    public ProcessSettings settings() {
        return ProcessSettings.load(path) instanceof SettingsResult.Accepted accepted
                ? accepted.settings()
                : ProcessSettings.defaults();
    }
}
