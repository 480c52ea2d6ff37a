package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts JVMs of the Java that runs the tests, with a jar of the classes that are tested. */
@Timeout(180)
class RehearsalTest {
    private static final Path SCRIPTS = Path.of("../docker").toAbsolutePath().normalize();

    @TempDir
    static Path temporary;

    private static Path jar;
    private static String made;

    @BeforeAll
    static void makeTheArchive() throws Exception {
        jar = temporary.resolve("gateway.jar");
        pack(jar);
        made = bash(SCRIPTS + "/make-archive.sh " + jar);
    }

    @Test
    void fillsAnArchiveThatTheNextStartUses() throws Exception {
        assertThat(made).contains("for quick starts").doesNotContain("could not be made");

        String loaded = start("-Xlog:class+load");

        assertThat(loaded.lines())
                .anyMatch(
                        line -> line.contains("io.sluice.launcher.PlainRun ") && line.contains("shared objects file"));
    }

    @Test
    void isNotMadeAgain() throws Exception {
        assertThat(bash(SCRIPTS + "/make-archive.sh " + jar)).isEmpty();
    }

    @Test
    void doesNotDisturbAStartIfItBelongsToAnotherJarOrIsBroken() throws Exception {
        String right = start("");
        Path other = temporary.resolve("other.jar");
        Files.copy(jar, other);
        Files.copy(archive(jar), archive(other));
        assertThat(start(other, "")).isEqualTo(right);

        Files.delete(archive(other));
        Files.write(archive(other), new byte[] {1, 2, 3});
        assertThat(start(other, "")).isEqualTo(right);
    }

    /** All that a start says, on both streams, that ends because its folder does not exist. */
    private static String start(String options) throws Exception {
        return start(jar, options);
    }

    private static String start(Path jar, String options) throws Exception {
        return bash(". " + SCRIPTS + "/jvm-options.sh; find_java; JAVA_OPTS='" + options + "'; jvm_options " + jar
                + "; \"$JAVA_BIN\" \"${JVM_OPTIONS[@]}\" -jar " + jar + " run --config "
                + temporary.resolve("missing"));
    }

    private static Path archive(Path jar) throws Exception {
        return Path.of(bash(". " + SCRIPTS + "/jvm-options.sh; find_java; archive_of " + jar)
                .strip());
    }

    /** The classes of the class path in one jar, as the build would have it: an archive takes no classes from folders. */
    private static void pack(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        attributes.putValue("Add-Opens", "java.base/java.nio");
        String libraries =
                classPath(false).stream().map(path -> path.toUri().toString()).collect(Collectors.joining(" "));
        attributes.put(Attributes.Name.CLASS_PATH, libraries);
        Set<String> names = new HashSet<>(Set.of("META-INF/MANIFEST.MF", "module-info.class"));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Path folder : classPath(true)) {
                add(folder, names, out);
            }
        }
    }

    private static List<Path> classPath(boolean folders) {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .filter(Files::exists)
                .filter(path -> Files.isDirectory(path) == folders)
                .filter(path -> !path.endsWith("test-classes"))
                .filter(path -> !path.toString().endsWith("-tests.jar"))
                .toList();
    }

    private static void add(Path folder, Set<String> names, JarOutputStream out) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (names.add(name)) {
                    out.putNextEntry(new ZipEntry(name));
                    out.write(Files.readAllBytes(file));
                }
            }
        }
    }

    private static String bash(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("JAVA", "JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
