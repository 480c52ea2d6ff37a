package io.sluice.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that an accepted configuration was made from, but for the values of environment variables: with it the configuration can be made again when
 * the files have changed.
 *
 * @param folder to which relative names in manifests refer
 * @param files of the folder, sorted by name
 * @param referenced files that manifests refer to by path; their names are paths
 */
public record ConfigInput(Path folder, List<Entry> files, List<Entry> referenced) {
    /** One file as it was read; nobody changes {@code bytes}. */
    public record Entry(String name, byte[] bytes) {}

    public ConfigInput {
        files = List.copyOf(files);
        referenced = List.copyOf(referenced);
    }

    static ConfigInput of(ConfigFiles files, ExternalFiles referenced) {
        return new ConfigInput(
                files.folder(),
                files.all().stream()
                        .map(file -> new Entry(file.name(), file.bytes()))
                        .toList(),
                referenced.entries());
    }

    /** The same as that of the snapshot that was made from it. */
    public String hash() {
        return external().hash(configFiles().hash());
    }

    /** The process settings that were given with it. */
    public SettingsResult settings() {
        return ProcessSettings.read(configFiles().settings());
    }

    ConfigFiles configFiles() {
        List<ConfigFile> all = new ArrayList<>();
        files.forEach(entry -> all.add(new ConfigFile(entry.name(), folder.resolve(entry.name()), entry.bytes())));
        return new ConfigFiles(folder, all);
    }

    /** Reads what is kept here, not what is on the disk now. */
    ExternalFiles external() {
        Map<Path, byte[]> kept = new TreeMap<>();
        referenced.forEach(entry -> kept.put(Path.of(entry.name()), entry.bytes()));
        return ExternalFiles.kept(folder, kept);
    }
}
