package io.sluice.launcher;

import java.util.List;

/**
 * Whether traffic should be sent here: not before the first configuration is served, not once the process is going down. A configuration that was
 * refused later changes nothing, because the one before it is still served.
 *
 * <p>Threading: safe from any thread; {@link #serving(Serving)} by one at a time.
 */
final class Readiness {
    private volatile Serving serving = Serving.nothing();
    private volatile boolean stopping;

    void serving(Serving now) {
        serving = now;
    }

    void stopping() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    Serving serving() {
        return serving;
    }

    boolean ready() {
        return !stopping && serving.generation() > 0;
    }

    /** Why not; if ready, what is unusual. */
    List<String> reasons() {
        if (stopping) {
            return List.of("the gateway is shutting down");
        }
        Serving now = serving;
        return now.generation() == 0 ? List.of("no configuration has been applied yet") : now.recovered();
    }
}
