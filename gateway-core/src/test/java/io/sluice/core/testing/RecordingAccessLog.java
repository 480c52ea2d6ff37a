package io.sluice.core.testing;

import io.sluice.core.observe.AccessLog;
import io.sluice.core.observe.AccessRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An access log that keeps what it is told, until it is turned off. Threading: safe from any thread. */
public final class RecordingAccessLog implements AccessLog {
    private final List<AccessRecord> records = new CopyOnWriteArrayList<>();
    private volatile boolean enabled = true;

    /** What has been logged so far, oldest first. */
    public List<AccessRecord> records() {
        return records;
    }

    /** From now on nothing is logged. */
    public void turnOff() {
        enabled = false;
    }

    @Override
    public boolean enabled() {
        return enabled;
    }

    @Override
    public void log(AccessRecord entry) {
        records.add(entry);
    }
}
