package io.sluice.core.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do, with a deadline and without fixed pauses. */
public final class Await {
    private Await() {}

    /** Whether {@code condition} came true within {@code patience}. */
    public static boolean until(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }

    /** @throws AssertionError if {@code condition} does not come true within ten seconds */
    public static void that(String what, BooleanSupplier condition) {
        if (!until(Duration.ofSeconds(10), condition)) {
            throw new AssertionError("did not happen within 10 s: " + what);
        }
    }
}
