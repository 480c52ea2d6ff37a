package io.sluice.core.observe;

import java.util.concurrent.atomic.LongAdder;

/** What is counted for one listener. Threading: safe from any thread. */
public final class ListenerMeters {
    private final String name;
    private final LongAdder open = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder handshakeFailures = new LongAdder();

    ListenerMeters(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public LongAdder open() {
        return open;
    }

    public LongAdder accepted() {
        return accepted;
    }

    /** Connections closed at once because the limit was reached. */
    public LongAdder refused() {
        return refused;
    }

    public LongAdder handshakeFailures() {
        return handshakeFailures;
    }
}
