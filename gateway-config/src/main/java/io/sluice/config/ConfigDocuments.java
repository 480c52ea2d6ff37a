package io.sluice.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The files of a configuration as they were at one moment, and the documents in them. To be loaded once.
 *
 * <p>Threading: safe from any thread; what is found wrong may be found by the parser beside the caller.
 */
public final class ConfigDocuments {
    private final ConfigFiles files;
    private final Findings findings;
    /** What has been parsed and not been read; the last one is empty. */
    private final BlockingQueue<Optional<Node>> parsed = new LinkedBlockingQueue<>();

    private final FutureTask<Boolean> parser = new FutureTask<>(this::parse, true);
    private final FutureTask<String> hasher;

    private ConfigDocuments(ConfigFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
        this.hasher = new FutureTask<>(files::hash);
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

    /** As {@link #read}, and the manifests are parsed and the files hashed on a thread of its own, while the caller has other things to do. */
    public static ConfigDocuments readAhead(Path configuration) {
        ConfigDocuments documents = read(configuration);
        Thread thread = new Thread(documents::work, "config-parser");
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

    /**
     * Parses the manifests, or follows the thread that does, until everything is read.
     *
     * @param reader is given each document, in the order of the files; they are not kept here
     */
    void read(Consumer<Node> reader) {
        parser.run(); // does nothing if it has begun
        try {
            for (Optional<Node> next = parsed.take(); next.isPresent(); next = parsed.take()) {
                reader.accept(next.get());
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        parsed.add(Optional.empty()); // nobody waits for more
        outcome(parser);
    }

    /** As {@link ConfigFiles#hash}. */
    String hash() {
        hasher.run();
        return outcome(hasher);
    }

    private static <T> T outcome(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the files of the configuration cannot be read", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while the configuration was read", e);
    }

    private void work() {
        parser.run();
        hasher.run();
    }

    private void parse() {
        try {
            for (ConfigFile file : files.manifests()) {
                YamlReader.read(file.shown(), file.bytes(), findings, document -> parsed.add(Optional.of(document)));
            }
        } finally {
            parsed.add(Optional.empty());
        }
    }
}
