package io.sluice.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file as it was at the moment of reading.
 *
 * @param name inside the configuration folder, with slashes
 * @param path where it is
 */
record ConfigFile(String name, Path path, byte[] bytes) {
    /** As the user named it. */
    String shown() {
        return path.toString();
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    boolean named(String... endings) {
        for (String ending : endings) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** The name without its ending. */
    String stem() {
        int dot = name.lastIndexOf('.');
        return dot <= name.lastIndexOf('/') ? name : name.substring(0, dot);
    }

    @Override
    public String toString() {
        return name;
    }
}
