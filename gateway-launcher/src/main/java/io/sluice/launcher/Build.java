package io.sluice.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * What this program was built from, read from the manifest of its jar.
 *
 * @param revision commit, {@code unknown} if the build was not told
 */
record Build(String version, String revision) {
    private static final String UNKNOWN = "unknown";

    static Build current() {
        String self = Build.class.getName().replace('.', '/') + ".class";
        URL place = Build.class.getClassLoader().getResource(self);
        if (place == null || !"jar".equals(place.getProtocol())) {
            return new Build(UNKNOWN, UNKNOWN);
        }
        String jar = place.toString();
        return read(jar.substring(0, jar.length() - self.length()) + "META-INF/MANIFEST.MF");
    }

    String java() {
        return System.getProperty("java.runtime.version", UNKNOWN);
    }

    private static Build read(String manifest) {
        try (InputStream in = new URL(manifest).openStream()) {
            Attributes main = new Manifest(in).getMainAttributes();
            return new Build(value(main, "Implementation-Version"), value(main, "Build-Revision"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + manifest, e);
        }
    }

    private static String value(Attributes attributes, String name) {
        String value = attributes.getValue(name);
        return value == null ? UNKNOWN : value;
    }
}
