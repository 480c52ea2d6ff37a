package io.sluice.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads every file of a configuration folder at one moment: when something changed meanwhile, everything is read again.
 *
 * <p>Names that begin with a dot are skipped, which hides the {@code ..data} folders of Kubernetes volumes; links to them are followed.
 */
final class ConfigDirectory {
    private static final int ATTEMPTS = 5;
    private static final int DEEPEST = 20;
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json", ".pem", ".crt", ".key");

    private final Path root;
    private final Predicate<String> wanted;

    private ConfigDirectory(Path root, Predicate<String> wanted) {
        this.root = root;
        this.wanted = wanted;
    }

    /** @param root a folder, or a single manifest file; what cannot be read is a problem */
    static ConfigFiles read(Path root, Findings findings) {
        return new ConfigDirectory(root, name -> name.equals(ProcessSettings.FILE) || isWanted(name)).read(findings);
    }

    /** Only the file {@code name} of the folder, if it exists; a single file is read whatever its name. */
    static ConfigFiles readOnly(Path root, String name, Findings findings) {
        return new ConfigDirectory(root, name::equals).read(findings);
    }

    /** The folder, those inside it and what they are links to: the places where changes happen. */
    static Set<Path> folders(Path root) {
        Set<Path> folders = new HashSet<>();
        ConfigDirectory directory = new ConfigDirectory(root, name -> false);
        directory.list(directory.isSingle() ? directory.folder() : root, "", 0, new TreeMap<>(), folders);
        return folders;
    }

    private ConfigFiles read(Findings findings) {
        for (int attempt = 1; ; attempt++) {
            Map<String, Path> before = list();
            String stamp = stamp(before);
            Findings found = new Findings();
            ConfigFiles files = contents(before, found);
            Map<String, Path> after = list();
            if (attempt == ATTEMPTS || (before.keySet().equals(after.keySet()) && stamp.equals(stamp(after)))) {
                found.problems(0).all().forEach(findings::add);
                return files;
            }
        }
    }

    private ConfigFiles contents(Map<String, Path> listed, Findings findings) {
        List<ConfigFile> files = new ArrayList<>();
        if (!Files.exists(root)) {
            findings.add(ProblemCode.UNREADABLE, Place.of(root.toString()), "there is no such file or folder");
        }
        listed.forEach((name, path) -> {
            try {
                files.add(new ConfigFile(name, path, content(path)));
            } catch (IOException e) {
                String message = "the file cannot be read: " + reason(path, e);
                findings.add(ProblemCode.UNREADABLE, Place.of(path.toString()), message);
            }
        });
        return new ConfigFiles(folder(), files);
    }

    private static byte[] content(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(YamlReader.LARGEST_FILE + 1);
            if (bytes.length > YamlReader.LARGEST_FILE) {
                throw new IOException("it holds more than " + YamlReader.LARGEST_FILE + " bytes");
            }
            return bytes;
        }
    }

    private Map<String, Path> list() {
        Map<String, Path> files = new TreeMap<>();
        if (isSingle()) {
            Path name = root.getFileName();
            files.put(name == null ? root.toString() : name.toString(), root);
            return files;
        }
        list(root, "", 0, files, new HashSet<>());
        return files;
    }

    private void list(Path folder, String prefix, int depth, Map<String, Path> files, Set<Path> folders) {
        if (depth > DEEPEST || !enter(folder, folders)) {
            return;
        }
        if (!Files.isReadable(folder)) {
            files.put(prefix, folder);
            return;
        }
        for (Path child : children(folder)) {
            String name = prefix + child.getFileName();
            if (child.getFileName().toString().startsWith(".")) {
                continue;
            }
            if (wanted.test(name)) {
                files.put(name, child);
            } else if (Files.isDirectory(child)) {
                list(child, name + '/', depth + 1, files, folders);
            }
        }
    }

    /** Links may lead in circles: a folder is entered once under its real name. */
    private static boolean enter(Path folder, Set<Path> folders) {
        try {
            return Files.isDirectory(folder) && folders.add(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String stamp(Map<String, Path> files) {
        StringBuilder stamp = new StringBuilder();
        for (Path path : files.values()) {
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                stamp.append(now.size()).append(now.lastModifiedTime()).append(now.fileKey());
            } catch (IOException e) {
                stamp.append('?');
            }
            stamp.append(';');
        }
        return stamp.toString();
    }

    private boolean isSingle() {
        return Files.isRegularFile(root);
    }

    private Path folder() {
        Path parent = root.toAbsolutePath().getParent();
        return isSingle() && parent != null ? parent : root;
    }

    private static boolean isWanted(String name) {
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static String reason(Path path, IOException e) {
        if (Files.isDirectory(path)) {
            return Files.isReadable(path) ? "it is a folder" : "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return Files.isSymbolicLink(path) ? "it is a link to nothing" : "it does not exist";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
