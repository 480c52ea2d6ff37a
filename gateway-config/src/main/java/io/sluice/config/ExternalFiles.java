package io.sluice.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Files that manifests refer to by path: they belong to the configuration too, so that a change in them is noticed. */
final class ExternalFiles {
    private static final int LARGEST = 1 << 20;

    private final Path folder;
    private final Map<Path, byte[]> read = new TreeMap<>();

    /** @param folder to which relative paths refer */
    ExternalFiles(Path folder) {
        this.folder = folder;
    }

    /** At most 1 MiB. */
    String text(String path) throws IOException {
        Path file = folder.resolve(path).normalize();
        read.put(file, new byte[0]);
        byte[] bytes = content(file);
        read.put(file, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] content(Path file) throws IOException {
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
