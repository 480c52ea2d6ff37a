package io.sluice.launcher;

import java.util.List;

/**
 * Whether traffic should be sent here: not before the first configuration is served, not once the process is going down. A configuration that was
 * refused later changes nothing, because the one before it is still served.
 *
 * <p>Threading: safe from any thread.
 */
final class Readiness {
    private volatile long generation;
    private volatile boolean stopping;

    void serving(long newGeneration) {
        generation = newGeneration;
    }

    void stopping() {
        stopping = true;
    }

    /** Of the configuration being served, 0 for none. */
    long generation() {
        return generation;
    }

    /** Why not, empty if ready. */
    List<String> reasons() {
        if (stopping) {
            return List.of("the gateway is shutting down");
        }
        return generation == 0 ? List.of("no configuration has been applied yet") : List.of();
    }
}
