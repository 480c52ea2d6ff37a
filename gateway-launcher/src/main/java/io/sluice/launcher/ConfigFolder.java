package io.sluice.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the configuration is. */
final class ConfigFolder {
    /** Looked at in this order if the command line names none; the last two are those of Flex Gateway. */
    static final List<Path> DEFAULTS = List.of(
            Path.of("conf"),
            Path.of("/etc/gateway/conf.d"),
            Path.of("/usr/local/share/mulesoft/flex-gateway/conf.d"),
            Path.of("/etc/mulesoft/flex-gateway/conf.d"));

    private ConfigFolder() {}

    /** The first of the defaults, or the one that could be made if there is none. */
    static Path standard() {
        Path found = first(DEFAULTS);
        return found == null ? DEFAULTS.get(0) : found;
    }

    /** The first of {@code candidates} with something in it, else the first that exists, else null. */
    static @Nullable Path first(List<Path> candidates) {
        List<Path> folders = candidates.stream().filter(Files::isDirectory).toList();
        for (Path folder : folders) {
            if (!empty(folder)) {
                return folder;
            }
        }
        return folders.isEmpty() ? null : folders.get(0);
    }

    private static boolean empty(Path folder) {
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
