package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ScriptsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway",
                "docker/entrypoint.sh",
                "docker/jvm-options.sh",
                "docker/make-archive.sh",
                "bench/adapter",
                ".ci/run"
            })
    void isValidBash(String script) throws Exception {
        assertThat(bash("bash -n " + ROOT.resolve(script))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "docker/entrypoint.sh", "docker/make-archive.sh", "bench/adapter", ".ci/run"})
    void isExecutable(String script) {
        assertThat(ROOT.resolve(script)).isExecutable();
    }

    @ParameterizedTest
    @CsvSource({
        "17, false, false",
        "21, false, false",
        "24, true, false",
        "25, true, true",
    })
    void picksOptionsThatThisJavaKnows(String major, boolean unsafe, boolean compact) throws Exception {
        String options = bash(options("JAVA_MAJOR=" + major));

        assertThat(options).contains("-XX:MetaspaceSize=64m").containsPattern("-XX:\\+Use\\w+GC");
        assertThat(options.contains("--sun-misc-unsafe-memory-access=allow")).isEqualTo(unsafe);
        assertThat(options.contains("-XX:+UseCompactObjectHeaders")).isEqualTo(compact);
    }

    @Test
    void leavesTheCollectorToWhoNamesOne() throws Exception {
        String options = bash(options("JAVA_MAJOR=17; JAVA_OPTS='-Xmx1g -XX:+UseZGC'"));

        assertThat(options).endsWith("-Xmx1g -XX:+UseZGC\n").doesNotContain("UseParallelGC", "UseSerialGC");
    }

    @ParameterizedTest
    @CsvSource({"1, -XX:+UseSerialGC -XX:NewRatio=1", "2, -XX:+UseParallelGC"})
    void choosesTheCollectorByTheProcessors(String count, String expected) throws Exception {
        String options = bash(options("processors() { echo " + count + "; }; JAVA_MAJOR=17"));

        assertThat(options).contains(expected).containsOnlyOnce("GC");
    }

    @ParameterizedTest
    @CsvSource({"'', true", "-XX:MaxRAMPercentage=40, true", "-Xmx24m, false", "-XX:InitialHeapSize=1g, false"})
    void beginsWithASmallHeapUnlessOneIsGiven(String given, boolean small) throws Exception {
        String options = bash(options("JAVA_MAJOR=17; JAVA_OPTS='" + given + "'"));

        assertThat(options.contains("-Xms")).isEqualTo(small);
    }

    @ParameterizedTest
    @CsvSource({"17, -XX:SharedArchiveFile=", "25, -XX:AOTCache="})
    void usesAnArchiveOfThisJavaAndNoOther(String major, String option) throws Exception {
        Path java = fakeJava(major + ".0.1");
        Path jar = Files.createFile(temporary.resolve("gateway.jar"));
        String find = ". " + ROOT + "/docker/jvm-options.sh; JAVA=" + java + "; find_java; ";
        String archive = bash(find + "archive_of " + jar).strip();
        Files.writeString(temporary.resolve("gateway-" + major + "-1.jsa"), "of another Java");

        String without = bash(find + "jvm_options " + jar + "; echo \"${JVM_OPTIONS[*]}\"");
        Files.writeString(Path.of(archive), "classes");
        String with = bash(find + "jvm_options " + jar + "; echo \"${JVM_OPTIONS[*]}\"");

        assertThat(without).doesNotContain(option);
        assertThat(with).contains(option + archive);
    }

    @Test
    void doesNotTryAgainToMakeAnArchiveThatCouldNotBeMade() throws Exception {
        Path java = fakeJava("17.0.1");
        Path jar = Files.createFile(temporary.resolve("gateway.jar"));
        String make = "JAVA=" + java + " " + ROOT + "/docker/make-archive.sh " + jar;

        assertThat(bash(make)).contains("it could not be made; starting without");
        assertThat(bash(make)).isEmpty();
        assertThat(bash(". " + ROOT + "/docker/jvm-options.sh; JAVA=" + java + "; find_java; jvm_options " + jar
                        + "; echo \"${JVM_OPTIONS[*]}\""))
                .doesNotContain("Archive");
    }

    @Test
    void refusesAJavaThatIsTooOld() throws Exception {
        Path java = fakeJava("11.0.2");

        String output = bash(". " + ROOT + "/docker/jvm-options.sh; JAVA=" + java + " find_java");

        assertThat(output).contains("Java 17 or newer is needed but " + java + " is 11");
    }

    @Test
    void saysThatJavaIsMissing() throws Exception {
        String output = bash(". " + ROOT + "/docker/jvm-options.sh; JAVA= JAVA_HOME=/nowhere find_java");

        assertThat(output).contains("/nowhere/bin/java was not found; set JAVA_HOME or PATH");
    }

    @Test
    void startsTheJarBesideTheEntrypoint() throws Exception {
        Files.copy(ROOT.resolve("docker/jvm-options.sh"), temporary.resolve("jvm-options.sh"));
        Files.copy(ROOT.resolve("docker/entrypoint.sh"), temporary.resolve("gateway"));
        Path java = fakeJava("25.0.1");

        String run = bash("JAVA=" + java + " bash " + temporary.resolve("gateway") + " run --config x");
        String probe = bash("JAVA=" + java + " bash " + temporary.resolve("gateway") + " probe");

        assertThat(run)
                .contains("-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=40")
                .endsWith("-jar " + temporary.toRealPath() + "/gateway.jar run --config x\n");
        assertThat(probe).endsWith("-Xmx24m -jar " + temporary.toRealPath() + "/gateway.jar probe\n");
    }

    private static String options(String setting) {
        return ". " + ROOT + "/docker/jvm-options.sh; " + setting + "; jvm_options; echo \"${JVM_OPTIONS[*]}\"";
    }

    /** A Java that only says how it was started. */
    private Path fakeJava(String version) throws IOException {
        Path bin = Files.createDirectories(temporary.resolve("java/bin"));
        Files.writeString(temporary.resolve("java/release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"$@\"\n");
        return Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String bash(String command) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
