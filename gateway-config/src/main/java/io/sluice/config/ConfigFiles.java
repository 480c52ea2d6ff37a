package io.sluice.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All files of a configuration at one moment.
 *
 * @param folder to which relative names in manifests refer
 * @param all sorted by name
 */
record ConfigFiles(Path folder, List<ConfigFile> all) {
    ConfigFiles {
        all = List.copyOf(all);
    }

    /** A single file given by name may have any ending. */
    List<ConfigFile> manifests() {
        return all.stream()
                .filter(f -> !f.name().equals(ProcessSettings.FILE) && !f.named(".pem", ".crt", ".key"))
                .toList();
    }

    /** {@code gateway.conf} if there is one. */
    List<ConfigFile> settings() {
        return all.stream().filter(f -> f.name().equals(ProcessSettings.FILE)).toList();
    }

    List<ConfigFile> certificates() {
        return all.stream().filter(f -> f.named(".pem", ".crt")).toList();
    }

    List<ConfigFile> keys() {
        return all.stream().filter(f -> f.named(".key")).toList();
    }

    /** The same files with one manifest instead of all manifests. */
    ConfigFiles replacing(String name, byte[] manifest) {
        List<ConfigFile> others = new ArrayList<>(all);
        others.removeAll(manifests());
        others.add(new ConfigFile(name, Path.of(name), manifest));
        return new ConfigFiles(folder, others);
    }

    /** SHA-256 over names and contents, in hexadecimal digits. */
    String hash() {
        Fingerprint fingerprint = new Fingerprint();
        all.forEach(file -> fingerprint.add(file.name()).add(file.bytes()));
        return fingerprint.hex();
    }
}
