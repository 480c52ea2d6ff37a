package io.sluice.launcher;

import java.util.Map;

/** What libraries read once from system properties, as this process wants it. Properties on the command line win. */
final class LibraryDefaults {
    private static final Map<String, String> PROPERTIES = Map.of(
            // Buffers without a cleaner each; the manifest opens what this needs.
            "io.netty.tryReflectionSetAccessible", "true",
            // The one of the data plane for everything.
            "io.netty.allocator.type", "pooled",
            // For tests, which switch it on; it samples allocations.
            "io.netty.leakDetection.level", "disabled",
            // How many buffers a loop keeps for itself before it puts them where other threads could take them, which
            // costs atomics: as many as one
            // turn of a busy loop gives back.
            "io.netty.recycler.chunkSize", "256",
            // A loop keeps its read buffers for itself, whose size is beyond what is usual.
            "io.netty.allocator.maxCachedBufferCapacity", "131072",
            // Loading the flight recorder for its events takes time and memory at every start.
            "io.netty.jfr.enabled", "false",
            "slf4j.provider", LogProvider.class.getName(),
            // Else it writes a line about having taken the provider that it was told to take.
            "slf4j.internal.verbosity", "WARN");

    private LibraryDefaults() {}

    /** Must run before the first class of Netty is loaded and before the first logger is asked for. */
    static void apply() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
