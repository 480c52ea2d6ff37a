package io.sluice.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The files of a configuration as they were at one moment, and the documents in them. To be loaded once.
 *
 * <p>Threading: safe from any thread; what is found wrong belongs to the parser until {@link #takeManifests} returns, then to the caller.
 */
public final class ConfigDocuments {
    private final ConfigFiles files;
    private final Findings findings;
    private final List<Node> manifests = new ArrayList<>();
    private final FutureTask<Boolean> parser = new FutureTask<>(this::parse, true);

    private ConfigDocuments(ConfigFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    /**
     * Never throws on bad input: what is wrong is told by the load that follows.
     *
     * @param configuration a folder, or a single manifest file
     */
    public static ConfigDocuments read(Path configuration) {
        Findings findings = new Findings();
        return new ConfigDocuments(ConfigDirectory.read(configuration, findings), findings);
    }

    /** As {@link #read}, and the manifests are parsed on a thread of its own, while the caller has other things to do. */
    public static ConfigDocuments readAhead(Path configuration) {
        ConfigDocuments documents = read(configuration);
        Thread thread = new Thread(documents.parser, "config-parser");
        thread.setDaemon(true);
        thread.start();
        return documents;
    }

    static ConfigDocuments of(ConfigFiles files) {
        return new ConfigDocuments(files, new Findings());
    }

    /** The same files with {@code manifest} in the place of all manifests. */
    ConfigDocuments replacing(String name, byte[] manifest) {
        return new ConfigDocuments(files.replacing(name, manifest), findings);
    }

    ConfigFiles files() {
        return files;
    }

    /** What is wrong with the files and with the documents; what else is wrong belongs here too. */
    Findings findings() {
        return findings;
    }

    /** The documents of all manifests, in the order of the files; they are not kept here any longer. */
    List<Node> takeManifests() {
        parser.run(); // does nothing if it has begun
        try {
            parser.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the manifests cannot be parsed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while manifests were parsed", e);
        }
        List<Node> taken = new ArrayList<>(manifests);
        manifests.clear();
        return taken;
    }

    private void parse() {
        for (ConfigFile file : files.manifests()) {
            manifests.addAll(YamlReader.read(file.shown(), file.bytes(), findings));
        }
    }
}
