package io.sluice.launcher;

import io.sluice.config.ManifestSchema;
import io.sluice.config.PolicyCatalog;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A configuration folder to begin with. */
final class StarterFolder {
    private static final List<String> SAMPLES = List.of("gateway.conf", "api.yaml");
    private static final String CERTIFICATE = "default.pem";
    private static final String KEY = "default.key";

    /** The dot keeps the gateway from reading it. */
    private static final String SCHEMA = ".schema/" + ManifestSchema.ALL;

    private static final String EDITOR_LINE = "# yaml-language-server: $schema=" + SCHEMA + "\n";

    private final Path folder;

    StarterFolder(Path folder) {
        this.folder = folder;
    }

    /** What stands in the way: files with the names that {@link #write} would write. */
    List<Path> existing() {
        return files().stream().filter(Files::exists).toList();
    }

    List<Path> files() {
        return List.of(
                folder.resolve(SAMPLES.get(0)),
                folder.resolve(SAMPLES.get(1)),
                folder.resolve(CERTIFICATE),
                folder.resolve(KEY),
                folder.resolve(SCHEMA));
    }

    /** Writes all files; fails rather than touch one that exists. Only the owner may read the key. */
    void write() throws IOException, GeneralSecurityException, InterruptedException {
        KeyPairFiles pair = KeyPairFiles.generate();
        Files.createDirectories(folder.resolve(SCHEMA).getParent());
        write(SAMPLES.get(0), sample(SAMPLES.get(0)), "rw-r--r--");
        write(SAMPLES.get(1), withEditorLine(sample(SAMPLES.get(1))), "rw-r--r--");
        write(SCHEMA, schema(), "rw-r--r--");
        write(CERTIFICATE, pair.certificateBytes(), "rw-r--r--");
        write(KEY, pair.keyBytes(), "rw-------");
    }

    private void write(String name, byte[] content, String permissions) throws IOException {
        var created = Files.newByteChannel(
                folder.resolve(name),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                attributes(permissions));
        try (OutputStream out = Channels.newOutputStream(created)) {
            out.write(content);
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static byte[] withEditorLine(byte[] manifest) {
        return (EDITOR_LINE + new String(manifest, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] schema() {
        return new ManifestSchema(new PolicyCatalog(BuiltInPolicies.all()))
                .all()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in = StarterFolder.class.getResourceAsStream("starter/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
