package io.sluice.launcher.generations;

import io.sluice.config.ConfigInput;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * One generation as a zip file: {@code generation.properties}, the files of the folder below {@code files/}, those that manifests refer to as {@code
 * referenced/0} and so on, with their paths in the properties. What is damaged is noticed by the checksums of the zip format and by the hash.
 */
final class StateFile {
    private static final String FORMAT = "1";
    private static final String PROPERTIES = "generation.properties";
    private static final String FILES = "files/";
    private static final String REFERENCED = "referenced/";
    private static final int LARGEST_ENTRY = 16 << 20;

    private StateFile() {}

    static void write(OutputStream out, StoredGeneration generation) throws IOException {
        ConfigInput input = generation.input();
        Properties properties = describe(generation.attempt());
        properties.setProperty("folder", input.folder().toString());
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        int count = 0;
        for (ConfigInput.Entry entry : input.referenced()) {
            properties.setProperty("referenced." + count, entry.name());
            add(zip, REFERENCED + count++, entry.bytes());
        }
        for (ConfigInput.Entry entry : input.files()) {
            add(zip, FILES + entry.name(), entry.bytes());
        }
        StringWriter text = new StringWriter();
        properties.store(text, null);
        add(zip, PROPERTIES, text.toString().getBytes(StandardCharsets.UTF_8));
        zip.finish();
    }

    /** @throws IOException saying what is wrong, if the file is damaged */
    static StoredGeneration read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            Properties properties = properties(zip);
            if (!FORMAT.equals(properties.getProperty("format"))) {
                throw new IOException("its format must be " + FORMAT + " but is " + properties.getProperty("format"));
            }
            StoredGeneration generation = new StoredGeneration(attempt(properties), input(zip, properties));
            if (!generation.input().hash().equals(generation.attempt().hash())) {
                throw new IOException("its contents do not have the hash that was written down");
            }
            return generation;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("its description is damaged: " + e.getMessage(), e);
        }
    }

    private static Properties describe(Attempt attempt) {
        Properties properties = new Properties();
        properties.setProperty("format", FORMAT);
        properties.setProperty("generation", Long.toString(attempt.generation()));
        properties.setProperty("restores", Long.toString(attempt.restores()));
        properties.setProperty("hash", attempt.hash());
        properties.setProperty("time", attempt.time().toString());
        properties.setProperty("trigger", attempt.trigger().name());
        properties.setProperty("duration", attempt.duration().toString());
        properties.setProperty("changes", attempt.changes());
        properties.setProperty("warnings", Integer.toString(attempt.report().warnings()));
        return properties;
    }

    private static Attempt attempt(Properties properties) {
        return new Attempt(
                Outcome.APPLIED,
                Long.parseLong(value(properties, "generation")),
                Long.parseLong(value(properties, "restores")),
                value(properties, "hash"),
                Instant.parse(value(properties, "time")),
                Trigger.valueOf(value(properties, "trigger")),
                Duration.parse(value(properties, "duration")),
                value(properties, "changes"),
                new Report(0, Integer.parseInt(value(properties, "warnings")), List.of(), ""));
    }

    private static ConfigInput input(ZipFile zip, Properties properties) throws IOException {
        List<ConfigInput.Entry> files = new ArrayList<>();
        List<ConfigInput.Entry> referenced = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            if (name.startsWith(FILES)) {
                files.add(new ConfigInput.Entry(name.substring(FILES.length()), content(zip, entry)));
            } else if (name.startsWith(REFERENCED)) {
                String path = value(properties, "referenced." + name.substring(REFERENCED.length()));
                referenced.add(new ConfigInput.Entry(path, content(zip, entry)));
            }
        }
        return new ConfigInput(Path.of(value(properties, "folder")), files, referenced);
    }

    private static Properties properties(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(PROPERTIES);
        if (entry == null) {
            throw new IOException("it has no " + PROPERTIES);
        }
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static String value(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        try (var in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LARGEST_ENTRY + 1);
            if (bytes.length > LARGEST_ENTRY) {
                throw new IOException(entry.getName() + " holds more than " + LARGEST_ENTRY + " bytes");
            }
            return bytes;
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
