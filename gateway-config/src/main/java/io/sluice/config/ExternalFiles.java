package io.sluice.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Files that manifests refer to by path: they belong to the configuration too, so that a change in them is noticed. */
final class ExternalFiles {
    private static final int LARGEST = 1 << 20;

    private final Path folder;
    /** To be read instead of the disk, null for the disk. */
    private final @Nullable Map<Path, byte[]> kept;

    private final Map<Path, byte[]> read = new TreeMap<>();

    private ExternalFiles(Path folder, @Nullable Map<Path, byte[]> kept) {
        this.folder = folder;
        this.kept = kept;
    }

    /** @param folder to which relative paths refer */
    ExternalFiles(Path folder) {
        this(folder, null);
    }

    /** All of {@code contents} have been read before, and there are no others. */
    static ExternalFiles kept(Path folder, Map<Path, byte[]> contents) {
        ExternalFiles files = new ExternalFiles(folder, Map.copyOf(contents));
        files.read.putAll(contents);
        return files;
    }

    /** At most 1 MiB. */
    String text(String path) throws IOException {
        Path file = folder.resolve(path).normalize();
        read.put(file, new byte[0]);
        byte[] bytes = content(file);
        read.put(file, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] content(Path file) throws IOException {
        if (kept != null) {
            byte[] bytes = kept.get(file);
            if (bytes == null) {
                throw new NoSuchFileException(file.toString());
            }
            return bytes;
        }
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it holds more than " + LARGEST + " bytes");
            }
            return bytes;
        }
    }

    /** All files asked for so far, whether they could be read or not. */
    Set<Path> paths() {
        return Set.copyOf(read.keySet());
    }

    /** All that was read, for {@link ConfigInput}. */
    List<ConfigInput.Entry> entries() {
        return read.entrySet().stream()
                .map(file -> new ConfigInput.Entry(file.getKey().toString(), file.getValue()))
                .toList();
    }

    /** The hash of a configuration: {@code inner} alone if there are no further files. */
    String hash(String inner) {
        if (read.isEmpty()) {
            return inner;
        }
        Fingerprint fingerprint = new Fingerprint().add(inner);
        read.forEach((path, bytes) -> fingerprint.add(path.toString()).add(bytes));
        return fingerprint.hex();
    }

    /** The hash that {@code inner} has now together with {@code paths}. */
    static String hash(String inner, Set<Path> paths) {
        ExternalFiles now = new ExternalFiles(Path.of(""));
        for (Path path : paths) {
            try {
                now.text(path.toString());
            } catch (IOException e) {
                now.read.put(path, new byte[0]);
            }
        }
        return now.hash(inner);
    }
}
