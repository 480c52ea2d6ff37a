package io.sluice.launcher.generations;

import io.sluice.config.GenerationMark;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What survives the process: the last accepted generations, each in a file of its own. One process at a time uses a folder.
 *
 * <p>Threading: for one thread at a time.
 */
public final class StateDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})\\.zip");

    private final Path folder;
    private final Path generations;
    private final FileChannel lock;

    private StateDirectory(Path folder, FileChannel lock) {
        this.folder = folder;
        this.generations = folder.resolve("generations");
        this.lock = lock;
    }

    /**
     * Takes {@code folder} for this process, creating it if it does not exist.
     *
     * @throws IOException with a message for the operator, if that is not possible
     */
    public static StateDirectory open(Path folder) throws IOException {
        FileChannel lock = null;
        try {
            PrivateFiles.createFolder(folder.resolve("generations"));
            lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new IOException("another gateway uses it");
            }
            return new StateDirectory(folder, lock);
        } catch (IOException | OverlappingFileLockException e) {
            if (lock != null) {
                lock.close();
            }
            String reason = e instanceof IOException ? e.toString() : "another gateway uses it";
            throw new IOException("the state directory " + folder + " cannot be used: " + reason, e);
        }
    }

    /** A file of this folder for other things than generations. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Writes {@code generation} and forgets the oldest beyond {@code most}. */
    public void add(StoredGeneration generation, int most) throws IOException {
        PrivateFiles.replace(path(generation.number()), out -> StateFile.write(out, generation));
        List<Long> numbers = numbers();
        for (long old : numbers.subList(Math.min(most, numbers.size()), numbers.size())) {
            Files.deleteIfExists(path(old));
        }
    }

    /** Newest first, whether they can be read or not. */
    public List<Long> numbers() throws IOException {
        TreeMap<Long, Path> found = new TreeMap<>(Collections.reverseOrder());
        try (Stream<Path> files = Files.list(generations)) {
            files.forEach(file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.put(Long.parseLong(name.group(1)), file);
                }
            });
        }
        return new ArrayList<>(found.keySet());
    }

    /** Empty if it is not kept, or damaged, which is logged. */
    public Optional<StoredGeneration> read(long number) {
        if (!Files.exists(path(number))) {
            return Optional.empty();
        }
        try {
            return Optional.of(StateFile.read(path(number)));
        } catch (IOException e) {
            LOG.warn("{} is damaged and passed over: {}", path(number), e.getMessage());
            return Optional.empty();
        }
    }

    /** All that can be read, newest first. */
    public List<StoredGeneration> all() throws IOException {
        return numbers().stream().map(this::read).flatMap(Optional::stream).toList();
    }

    /** Where counting goes on. A damaged file counts by its name. */
    public GenerationMark last() throws IOException {
        List<Long> numbers = numbers();
        if (numbers.isEmpty()) {
            return GenerationMark.none();
        }
        long newest = numbers.get(0);
        return new GenerationMark(
                newest, read(newest).map(stored -> stored.attempt().hash()).orElse(""));
    }

    /** Lets another process use the folder. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    private Path path(long number) {
        return generations.resolve("%08d.zip".formatted(number));
    }
}
